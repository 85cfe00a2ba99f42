package dev.nudge.bench.live;

import dev.nudge.app.Main;
import dev.nudge.app.terminal.Failure;
import dev.nudge.bench.measure.TemporaryFolder;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.database.LocalPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code nudge up} as users start it, in a process and an empty folder of its own. */
final class UpProcess implements Closeable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 10_000;

  private final TemporaryFolder folder;
  private final int port;
  private final Process process;

  private UpProcess(TemporaryFolder folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts one, and returns when it is ready. */
  static UpProcess start() throws IOException {
    TemporaryFolder folder = TemporaryFolder.make();
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Dnudge.home=" + System.getProperty("nudge.home", ""));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("up", "--data", folder.path().resolve("data").toString()));
    for (String set :
        List.of(
            "local.kafka_port=" + port,
            "local.metrics_port=0",
            "local.flink_port=0",
            "console.port=" + freePort())) {
      command.addAll(List.of("--set", set));
    }
    Process process =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(shown(folder).toFile())
            .start();
    UpProcess up = new UpProcess(folder, port, process);
    try {
      up.awaitReady();
      return up;
    } catch (IOException | RuntimeException e) {
      up.close();
      throw e;
    }
  }

  /** Below those that the system gives to outgoing connections, one of which would take it. */
  private static int freePort() throws IOException {
    while (true) {
      int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // another one, then
      }
    }
  }

  private static Path shown(TemporaryFolder folder) {
    return folder.path().resolve("up.txt");
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.readString(shown(folder), StandardCharsets.UTF_8).contains("ready in")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw Failure.system("'nudge up' does not start: " + Files.readString(shown(folder)));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** How many triggers the console has counted. */
  long counted() throws IOException, SQLException {
    ConsoleSettings.Database database =
        LocalPostgres.running(folder.path().resolve("data/postgres"))
            .orElseThrow(() -> Failure.system("the console of 'nudge up' has no database"));
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select coalesce(sum(fired), 0) from trigger_minute")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    folder.close();
  }
}
