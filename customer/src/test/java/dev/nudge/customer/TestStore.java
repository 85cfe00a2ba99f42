package dev.nudge.customer;

import dev.nudge.customer.store.Database;
import dev.nudge.customer.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL for all tests of this JVM; each asks for an empty database of its own. */
public final class TestStore {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private TestStore() {}

  /** Where an empty database is. */
  public static Database database() {
    String name = "test" + NUMBER.incrementAndGet();
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Database(
        "jdbc:postgresql://127.0.0.1:" + Server.POSTGRES.getPort() + "/" + name, "postgres", "");
  }

  /** A store without a collection. */
  public static Store empty() {
    try {
      return Store.open(database());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
