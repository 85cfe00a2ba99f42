package dev.nudge.console.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.ConsoleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
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
  void aServerEndsWithItsOwnerHoweverThatEnds() throws Exception {
    Process owner = owner("committed");
    ProcessHandle server = server();
    assertThat(server.isAlive()).isTrue();

    owner.destroyForcibly().waitFor(); // kill -9

    await().atMost(Duration.ofSeconds(60)).until(() -> !server.isAlive());
    try (LocalPostgres postgres = LocalPostgres.start(folder, 0)) {
      assertThat(number(postgres, "select n from kept")).isEqualTo(43);
    }
  }

  @Test
  void aServerIsLeftAloneByTheWatchOfTheOwnerBefore() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data")).toAbsolutePath();
    Path token = folder.resolve("owner");
    OwnerWatch before = OwnerWatch.over(data, token);
    try (LocalPostgres postgres = LocalPostgres.start(folder, 0)) {
      List<ProcessHandle> watches = ProcessHandle.current().children().toList();
      before.close(); // its owner died while it started
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> watches.stream().anyMatch(watch -> !watch.isAlive()));

      run(postgres, "create table kept (n int)");
      assertThat(server().isAlive()).isTrue();
    }
  }

  @Test
  void aServerThatWasLeftBehindWithItsWatchIsStoppedAndItsDataIsThere() throws Exception {
    Process owner = owner("committed");
    ProcessHandle server = server();
    owner.children().forEach(ProcessHandle::destroyForcibly); // the watch
    owner.destroyForcibly().waitFor();
    assertThat(server.isAlive()).isTrue();

    try (LocalPostgres postgres = LocalPostgres.start(folder, 0)) {
      assertThat(number(postgres, "select n from kept")).isEqualTo(43);
    }
  }

  @Test
  void aFileOfANumberThatWasCutOffDoesNotKeepItFromStarting() throws Exception {
    LocalPostgres.start(folder, 0).close();
    Files.writeString(folder.resolve("data").resolve("postmaster.pid"), "");

    try (LocalPostgres postgres = LocalPostgres.start(folder, 0)) {
      assertThat(number(postgres, "select 1")).isEqualTo(1);
    }
  }

  /** A process with a server in the folder, when it has said this. */
  private Process owner(String said) throws IOException {
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
        .until(() -> Files.readString(output).contains(said));
    return process;
  }

  private ProcessHandle server() throws IOException {
    Path file = folder.resolve("data").resolve("postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip())).orElseThrow();
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
