package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.store.Shipped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is summed up of the collection {@code purchases}: tables beside its own, which triggers keep
 * right in the transaction of each change, corrections and deletions included. The query {@code
 * sums/NAME.sql} says what each of them holds.
 */
enum Sums {
  /** How often two things are in one purchase, by both. */
  BOUGHT_TOGETHER(
      "customer.count_together()",
      """
      alter table %1$s add primary key (product_id, other_id);
      create index on %1$s (product_id, times desc) include (other_id);
      create index on %1$s (product_id) where times = 0
      """,
      false) {
    @Override
    Optional<String> misfit(Collection collection, Map<String, String> types) {
      if (!"text[]".equals(types.get("items"))) {
        return Optional.of("it has no column 'items' of type text[]");
      }
      if (!types.keySet().containsAll(PURCHASE) || !PURCHASE.containsAll(collection.key())) {
        return Optional.of("its rows are not told apart by user_id and purchase_id");
      }
      return Optional.empty();
    }
  },

  /** What each customer has spent. */
  SPENDING(
      "customer.sum_spending()",
      """
      alter table %1$s add primary key (user_id);
      create index on %1$s (user_id) where orders = 0
      """,
      true) {
    @Override
    Optional<String> misfit(Collection collection, Map<String, String> types) {
      if (collection.byDay()) {
        return Optional.of("a day that goes with its partition cannot be taken off a sum");
      }
      if (!types.containsKey("user_id")) {
        return Optional.of("it has no column 'user_id'");
      }
      if (!"timestamp with time zone".equals(types.get("event_time"))) {
        return Optional.of("it has no column 'event_time' with a time and its zone");
      }
      return types.getOrDefault("total", "").matches("numeric.*|bigint|integer|double precision")
          ? Optional.empty()
          : Optional.of("it has no column 'total' with a number");
    }
  };

  private static final Logger log = LoggerFactory.getLogger(Sums.class);
  private static final String PURCHASES = "purchases";
  private static final Set<String> PURCHASE = Set.of("user_id", "purchase_id");

  private final String trigger;
  private final String indexes;

  /** Whether it can be computed for one customer while somebody waits. */
  private final boolean quick;

  Sums(String trigger, String indexes, boolean quick) {
    this.trigger = trigger;
    this.indexes = indexes;
    this.quick = quick;
  }

  /** Why these rows cannot be summed up. */
  abstract Optional<String> misfit(Collection collection, Map<String, String> types);

  /** Makes what is missing beside the table of a collection, of the rows that it has. */
  static void keep(Connection connection, Collection collection, TransformSql sql)
      throws SQLException {
    if (!collection.id().equals(PURCHASES)) {
      return;
    }
    Map<String, String> types = types(connection, sql.table());
    for (Sums sums : values()) {
      Optional<String> misfit = sums.misfit(collection, types);
      if (misfit.isPresent()) {
        log.warn("nothing is kept of '{}' for '{}': {}", PURCHASES, sums.view(), misfit.get());
      } else if (!isThere(connection, sums.table(collection.fingerprint()))) {
        sums.make(
            connection,
            sql.table(),
            collection.fingerprint(),
            types.containsKey(TransformSql.DELETED) ? "_deleted is not true" : "true");
      }
    }
  }

  private void make(Connection connection, String of, String fingerprint, String condition)
      throws SQLException {
    String table = table(fingerprint);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table " + of + " in share row exclusive mode");
      statement.execute(
          "create table %s as with purchases as (select * from %s where %s) %s"
              .formatted(table, of, condition, definition()));
      statement.execute(indexes.formatted(table));
      for (Map.Entry<String, String> change :
          Map.of(
                  "insert", "new table as come",
                  "update", "old table as gone new table as come",
                  "delete", "old table as gone")
              .entrySet()) {
        statement.execute(
            "create trigger %s after %s on %s referencing %s for each statement execute function %s"
                .formatted(
                    view() + '_' + change.getKey(),
                    change.getKey(),
                    of,
                    change.getValue(),
                    trigger.replace("()", "('" + table + "', '" + condition + "')")));
      }
    }
  }

  /** Removes what was kept beside a table that goes, and the views on it. */
  static void drop(Statement statement, String collection, String fingerprint) throws SQLException {
    if (collection.equals(PURCHASES)) {
      for (Sums sums : values()) {
        statement.execute("drop table if exists " + sums.table(fingerprint) + " cascade");
      }
    }
  }

  /** The name of the view that queries see. */
  String view() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A query for the sums of the purchases that queries see: from what is kept, or computed.
   *
   * @return nothing where neither can be
   */
  Optional<String> query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet live =
            statement.executeQuery(
                "select fingerprint from customer.collection where live and id = '"
                    + PURCHASES
                    + "'")) {
      if (live.next() && isThere(connection, table(live.getString(1)))) {
        return Optional.of("select * from " + table(live.getString(1)));
      }
    }
    return quick ? Optional.of(definition()) : Optional.empty();
  }

  private String table(String fingerprint) {
    return "customer.purchases_" + fingerprint + '_' + view();
  }

  private String definition() {
    return Shipped.text("sums/" + view() + ".sql");
  }

  private static boolean isThere(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select to_regclass(?) is not null")) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static Map<String, String> types(Connection connection, String table)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select attname, format_type(atttypid, atttypmod) from pg_attribute
            where attrelid = ?::regclass and attnum > 0 and not attisdropped
            """)) {
      query.setString(1, table);
      Map<String, String> types = new HashMap<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          types.put(rows.getString(1), rows.getString(2));
        }
      }
      return types;
    }
  }
}
