package dev.nudge.app.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The embedded PostgreSQL with logical decoding. */
record PostgresShop(EmbeddedPostgres postgres) implements ShopDatabase {
  static PostgresShop start() throws IOException, SQLException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setServerConfig("wal_level", "logical").start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role nudge superuser login password '" + PASSWORD + "'");
      statement.execute("create database shop owner nudge");
      statement.execute("create database console owner nudge");
    }
    return new PostgresShop(postgres);
  }

  @Override
  public String connector() {
    return "postgres.json";
  }

  @Override
  public String usualPort() {
    return "5432";
  }

  @Override
  public int port() {
    return postgres.getPort();
  }

  @Override
  public String url() {
    return postgres.getJdbcUrl("nudge", "shop");
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  @Override
  public String toString() {
    return "PostgreSQL";
  }
}
