package dev.nudge.app.database;

import dev.nudge.app.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A shop's database, of which the example has a connector. */
interface ShopDatabase extends AutoCloseable {
  /** Of the user {@code nudge}. */
  String PASSWORD = "a word";

  Path EXAMPLE = Path.of("../examples/ecommerce").toAbsolutePath().normalize();

  /** The example's file for it. */
  String connector();

  /** The port that stands in that file. */
  String usualPort();

  int port();

  String url();

  default Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "nudge", PASSWORD);
  }

  default void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : sql.strip().split(";")) {
        statement.execute(each);
      }
    }
  }

  /** Lets {@code nudge connect add} start the example's connector, at the port of this one. */
  default Command addTo(Path data, Path folder) throws IOException {
    Path file = folder.resolve(connector());
    Files.writeString(
        file,
        Files.readString(EXAMPLE.resolve("database").resolve(connector()))
            .replace('"' + usualPort() + '"', "\"" + port() + '"'));
    return Command.nudge("connect", "add", file, "--data", data);
  }

  @Override
  void close() throws IOException, InterruptedException;
}
