package dev.nudge.bench.live;

import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.console.ConsoleSettings;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A shop in the tables of the collections: PostgreSQL itself makes the rows, so that millions take
 * minutes. Few things are bought often and many seldom (Zipf); purchases go through the triggers
 * that sum them up.
 */
final class CustomerFixture implements Closeable {
  /** Of activity and purchases. */
  static final int DAYS = 30;

  private static final int CHUNK = 200_000;

  private final Connection connection;
  private final Terminal terminal;
  private final int customers;
  private final int products;

  private CustomerFixture(Connection connection, Terminal terminal, int customers, int products) {
    this.connection = connection;
    this.terminal = terminal;
    this.customers = customers;
    this.products = products;
  }

  static CustomerFixture on(
      ConsoleSettings.Database database, Terminal terminal, int customers, int products)
      throws SQLException {
    Connection connection =
        DriverManager.getConnection(database.url(), database.user(), database.password());
    return new CustomerFixture(connection, terminal, customers, products);
  }

  /** What a query of one number says; -1 while its table is not there. */
  long number(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      return -1;
    }
  }

  /** Fills the tables; each day of {@link #DAYS} has its partition already. */
  void fill(int activities, int purchases) throws SQLException {
    run("set synchronous_commit = off");
    rows(
        "profiles",
        customers,
        "(user_id, profile) select 'u' || n, jsonb_build_object('name', 'Customer ' || n, 'tier',"
            + " (array['none', 'silver', 'gold'])[1 + n % 3])");
    rows(
        "visits",
        customers,
        "(user_id, first_seen, last_seen) select 'u' || n, now() - interval '30 days', now()");
    rows(
        "products",
        products,
        "(product_id, name, category, price, properties) select 'p' || n, 'Product ' || n, 'c' || n"
            + " % 50, n % 90 + 1, '{}'");
    rows(
        "activity",
        activities,
        "(user_id, event_time, event_id, type, product_id, properties) select "
            + user()
            + ", "
            + time()
            + ", 'a' || n, (array['view', 'view', 'view', 'add', 'remove'])[1 + floor(random() *"
            + " 5)::int], "
            + product()
            + ", '{}'");
    rows(
        "purchases",
        purchases,
        "(user_id, purchase_id, event_time, items, total) select "
            + user()
            + ", 's' || n, "
            + time()
            + ", array(select "
            + product()
            + " from generate_series(1, 1 + n % 5)), floor(random() * 10000) / 100");
    terminal.draw("analysing ...");
    run("vacuum analyze");
    run("checkpoint");
  }

  private String user() {
    return "'u' || floor(random() * " + customers + ")::int";
  }

  private static String time() {
    return "now() - random() * interval '" + DAYS + " days'";
  }

  /** The thing of rank r is taken by a share of 1/r. */
  private String product() {
    return "'p' || floor(exp(random() * ln(" + (products + 1) + ")))::int";
  }

  private void rows(String collection, int count, String columnsAndQuery) throws SQLException {
    String table =
        "(select format('customer.%I', id || '_' || fingerprint) from customer.collection where live"
            + " and id = '"
            + collection
            + "')";
    for (int from = 0; from < count; from += CHUNK) {
      terminal.draw(
          collection + ": " + Table.number(from) + " of " + Table.number(count) + " rows");
      int to = Math.min(count, from + CHUNK) - 1;
      run(
          "do $$ begin execute 'insert into ' || "
              + table
              + " || $sql$ "
              + columnsAndQuery
              + " from generate_series("
              + from
              + ", "
              + to
              + ") as n on conflict do nothing $sql$; end $$");
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The server goes as well.
    }
  }
}
