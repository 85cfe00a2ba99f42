package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.store.Transaction;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What a collection does not keep any longer. */
final class Retention {
  private Retention() {}

  /**
   * Removes rows that are older than the collection keeps, some at once, or the days that are past.
   *
   * @return whether there may be more
   */
  static boolean forget(DataSource database, CollectionTable table, int most) throws SQLException {
    Collection collection = table.collection();
    TransformSql sql = table.sql();
    if (collection.retention().isEmpty()) {
      return false;
    }
    return Transaction.of(
        database,
        connection -> {
          table.lock(connection);
          if (collection.byDay()) {
            new DayPartitions(sql).drop(connection);
            return false;
          }
          try (Statement statement = connection.createStatement()) {
            return most
                == statement.executeUpdate(
                    "delete from %1$s where ctid in (select ctid from %1$s where event_time < %2$s limit %3$d)"
                        .formatted(sql.table(), sql.oldest(), most));
          }
        });
  }
}
