package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.store.Transaction;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Tables of definitions that are not there any more. They stay for a week, so that a file that was
 * away for a while costs no reading anew.
 */
final class UnusedTables {
  private static final String USED =
      """
      update customer.collection set unused_since = null
      where unused_since is not null and (id, fingerprint) in (select * from unnest(?, ?))
      """;
  private static final String UNUSED =
      """
      update customer.collection set unused_since = now()
      where unused_since is null and not live
        and (id, fingerprint) not in (select * from unnest(?, ?))
      """;
  private static final String OLD =
      """
      delete from customer.collection
      where unused_since < now() - interval '7 days' and not live
      returning id, fingerprint
      """;

  private UnusedTables() {}

  /** Notes which are used, and removes those that were not for a week, in one transaction. */
  static void remove(DataSource database, List<Collection> used) throws SQLException {
    Transaction.of(
        database,
        connection -> {
          CollectionTable.alone(connection);
          note(connection, USED, used);
          note(connection, UNUSED, used);
          removeOld(connection);
          return true;
        });
  }

  private static void note(Connection connection, String sql, List<Collection> used)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setArray(1, texts(connection, used, Collection::id));
      update.setArray(2, texts(connection, used, Collection::fingerprint));
      update.executeUpdate();
    }
  }

  private static Array texts(
      Connection connection, List<Collection> of, Function<Collection, String> text)
      throws SQLException {
    return connection.createArrayOf("text", of.stream().map(text).toArray());
  }

  private static void removeOld(Connection connection) throws SQLException {
    List<Definition> old = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(OLD)) {
        while (rows.next()) {
          old.add(new Definition(rows.getString(1), rows.getString(2)));
        }
      }
      for (Definition gone : old) {
        CollectionTable.drop(statement, gone.id(), gone.fingerprint());
      }
    }
  }

  private record Definition(String id, String fingerprint) {}
}
