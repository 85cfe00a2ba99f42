package dev.nudge.customer.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A PostgreSQL that holds what is known of customers. The schema {@code customer} is Nudge's own:
 * tables of collections, and how far each was fed. The schema {@code data} has a view of each
 * collection, and is all that queries see: they come as a role of their own that may read there and
 * nowhere else. Safe for use by several threads.
 */
public final class Store implements AutoCloseable {
  /** Of the views that queries see. */
  public static final String DATA = "data";

  /** After which a reading statement is given up where nothing else is said. */
  public static final int USUAL_MILLIS = 5_000;

  private static final int WRITERS = 8;
  private static final int READERS = 12;
  private static final String NOT_ALLOWED = "42501";
  private static final String TAKEN = "42710";

  private final HikariDataSource writers;
  private final HikariDataSource readers;

  private Store(HikariDataSource writers, HikariDataSource readers) {
    this.writers = writers;
    this.readers = readers;
  }

  /**
   * Reaches a database, and makes or brings up to date what it needs there.
   *
   * @throws IOException if it cannot be reached, or its user may not make schemas and roles
   */
  public static Store open(Database database) throws IOException {
    HikariDataSource writers = null;
    try {
      writers = pool(database, WRITERS, "nudge-customer");
      Flyway.configure()
          .dataSource(writers)
          .schemas("customer")
          .locations("classpath:dev/nudge/customer/migration")
          .load()
          .migrate();
      Database reader = reader(database, writers);
      HikariDataSource readers = pool(reader, READERS, "nudge-query");
      return new Store(writers, readers);
    } catch (SQLException | RuntimeException e) {
      if (writers != null) {
        writers.close();
      }
      throw new IOException("the store of customers does not open: " + e.getMessage(), e);
    }
  }

  /** Connections that may do everything. */
  public DataSource writing() {
    return writers;
  }

  /** Connections that may read the views of the schema {@link #DATA}, and nothing else. */
  public DataSource reading() {
    return readers;
  }

  private static HikariDataSource pool(Database database, int most, String name) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.addDataSourceProperty("ApplicationName", name);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new HikariDataSource(config);
  }

  /**
   * The role that reads. A role belongs to the whole server, so it carries the number of this
   * database; its password is drawn once, and lies where it may not look.
   */
  private static Database reader(Database owner, DataSource writers) throws SQLException {
    try (Connection connection = writers.getConnection()) {
      String role =
          "nudge_reader_"
              + text(connection, "select oid from pg_database where datname = current_database()");
      String password = password(connection);
      try (Statement statement = connection.createStatement()) {
        try {
          statement.execute(
              "create role " + role + " login nosuperuser nocreatedb nocreaterole noinherit");
        } catch (SQLException e) {
          if (NOT_ALLOWED.equals(e.getSQLState())) {
            throw new SQLException(
                "the user '"
                    + owner.user()
                    + "' may not make a role for queries: grant it CREATEROLE",
                e);
          }
          if (!TAKEN.equals(e.getSQLState())) {
            throw e;
          }
        }
        statement.execute("alter role " + role + " password '" + password + "'");
        statement.execute("alter role " + role + " set search_path = " + DATA);
        statement.execute("alter role " + role + " set default_transaction_read_only = on");
        statement.execute("alter role " + role + " set statement_timeout = " + USUAL_MILLIS);
        statement.execute("alter role " + role + " set timezone = 'UTC'");
        statement.execute("alter role " + role + " set intervalstyle = 'iso_8601'");
        statement.execute("alter role " + role + " set standard_conforming_strings = on");
        statement.execute("grant usage on schema " + DATA + " to " + role);
        statement.execute("grant select on all tables in schema " + DATA + " to " + role);
        statement.execute(
            "alter default privileges in schema " + DATA + " grant select on tables to " + role);
      }
      return new Database(owner.url(), role, password);
    }
  }

  private static String password(Connection connection) throws SQLException {
    byte[] drawn = new byte[24];
    new SecureRandom().nextBytes(drawn);
    // Of two that start at once, the first draws.
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into customer.reader (password) values (?) on conflict do nothing")) {
      insert.setString(1, HexFormat.of().formatHex(drawn));
      insert.executeUpdate();
    }
    return text(connection, "select password from customer.reader");
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        throw new SQLException("nothing is there: " + sql);
      }
      return rows.getString(1);
    }
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
