package dev.nudge.customer.ingest;

import dev.nudge.customer.store.Shipped;
import dev.nudge.customer.store.Store;
import dev.nudge.customer.store.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The views over several collections that Nudge brings. */
public final class ShippedViews {
  private static final Logger log = LoggerFactory.getLogger(ShippedViews.class);

  /** Each may stand on those before it. */
  private static final List<String> VIEWS = List.of("bought_together", "spending", "customers");

  private ShippedViews() {}

  /** Makes them anew, in a transaction of their own. */
  public static void restore(DataSource database) throws SQLException {
    Transaction.of(
        database,
        connection -> {
          restore(connection);
          return true;
        });
  }

  /** Makes them anew; one whose collections are not as shipped is left out. */
  public static void restore(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local search_path = " + Store.DATA);
      for (String name : VIEWS) {
        Savepoint before = connection.setSavepoint();
        try {
          Optional<String> text = view(connection, name);
          if (text.isPresent()) {
            statement.execute("drop view if exists " + name + " cascade");
            statement.execute("create view " + name + " as " + text.get());
          }
        } catch (SQLException e) {
          connection.rollback(before);
          log.warn(
              "there is no view '{}' while its collections are not as shipped: {}",
              name,
              e.getMessage());
        }
      }
      statement.execute("select customer.watch_customers()");
    }
  }

  /** What a view is; nothing where there is nothing that it could show, or it is the user's own. */
  private static Optional<String> view(Connection connection, String name) throws SQLException {
    if (CollectionTable.seen(connection).containsKey(name)) {
      return Optional.empty();
    }
    String text = Shipped.text("views/" + name + ".sql");
    for (Sums sums : Sums.values()) {
      if (sums.view().equals(name)) {
        // No common table expression: PostgreSQL would not see the order of an index through it.
        return sums.query(connection)
            .map(query -> text.replace("from sums", "from (" + query + ") as sums"));
      }
    }
    return Optional.of(text);
  }
}
