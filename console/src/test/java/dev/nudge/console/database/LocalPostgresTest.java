package dev.nudge.console.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.ConsoleSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsThereAfterTheNextStart() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(folder, 0)) {
      run(postgres, "create table kept (n int)");
      run(postgres, "insert into kept values (42)");
    }
    try (LocalPostgres postgres = LocalPostgres.start(folder, 0)) {
      assertThat(number(postgres, "select n from kept")).isEqualTo(42);
    }
  }

  @Test
  void aServerThatAKilledProcessLeftBehindIsStoppedAndItsDataIsThere() throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LocalPostgresTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(90))
        .failFast("it ended before it was ready", () -> !process.isAlive())
        .until(() -> Files.readString(output).contains("committed"));
    process.destroyForcibly().waitFor();
    try (LocalPostgres postgres = LocalPostgres.start(folder, 0)) {
      assertThat(number(postgres, "select n from kept")).isEqualTo(43);
    }
  }

  /** Starts a server in the folder, commits something and waits for its end. */
  public static void main(String[] args) throws Exception {
    LocalPostgres postgres = LocalPostgres.start(Path.of(args[0]), 0);
    run(postgres, "create table kept (n int)");
    run(postgres, "insert into kept values (43)");
    System.out.println("committed");
    Thread.currentThread().join();
  }

  private static void run(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection connect(LocalPostgres postgres) throws SQLException {
    ConsoleSettings.Database database = postgres.database();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
