package dev.nudge.console.database;

import dev.nudge.console.ConsoleSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PostgreSQL that belongs to this process and keeps its data in a folder. The first start
 * takes some seconds, later ones about one.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final long STOPPING_SECONDS = 20;

  private final EmbeddedPostgres server;

  private LocalPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server, listening on this machine only. One that an earlier process left behind when
   * it was killed is stopped first.
   *
   * @param folder of its data; made if it does not exist
   * @param port to listen on; 0 for any that is free
   */
  public static LocalPostgres start(Path folder, int port) throws IOException {
    Files.createDirectories(folder);
    Path data = folder.resolve("data").toAbsolutePath();
    stopOrphan(data);
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(folder.resolve("binaries").toAbsolutePath().toFile())
            .setPGStartupWait(STARTING)
            .setServerConfig("listen_addresses", "127.0.0.1")
            // A test would not mind to lose its last commits; we do.
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "60")
            .setServerConfig("shared_buffers", "64MB");
    if (port != 0) {
      builder.setPort(port);
    }
    return new LocalPostgres(builder.start());
  }

  /** How a console finds it. */
  public ConsoleSettings.Database database() {
    return new ConsoleSettings.Database(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres", "");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static void stopOrphan(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> orphan =
        lines.isEmpty()
            ? Optional.empty()
            : ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                .filter(LocalPostgres::isPostgres);
    if (orphan.isEmpty()) {
      Files.deleteIfExists(pidFile);
      return;
    }
    orphan.get().destroy();
    try {
      orphan.get().onExit().get(STOPPING_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException(
          "a PostgreSQL that was left behind does not stop: end process " + lines.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The number may have gone to another program since. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("postgres")).orElse(false);
  }
}
