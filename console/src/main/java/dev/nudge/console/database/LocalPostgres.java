package dev.nudge.console.database;

import dev.nudge.console.ConsoleSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A real PostgreSQL that belongs to this process and keeps its data in a folder. The first start
 * takes some seconds, later ones about one.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final Duration STARTING = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;
  private final OwnerWatch watch;

  private LocalPostgres(EmbeddedPostgres server, OwnerWatch watch) {
    this.server = server;
    this.watch = watch;
  }

  /**
   * Starts a server, listening on this machine only. It ends with this process, however that ends;
   * one that an earlier process left behind all the same is stopped first.
   *
   * @param folder of its data; made if it does not exist
   * @param port to listen on; 0 for any that is free
   */
  public static LocalPostgres start(Path folder, int port) throws IOException {
    Files.createDirectories(folder);
    Path data = folder.resolve("data").toAbsolutePath();
    Optional<Orphan> orphan = Orphan.in(data);
    if (orphan.isPresent()) {
      orphan.get().stop();
    }
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
            .setServerConfig("shared_buffers", "256MB");
    if (port != 0) {
      builder.setPort(port);
    }
    OwnerWatch watch = OwnerWatch.over(data, folder.resolve("owner").toAbsolutePath());
    try {
      LocalPostgres started = new LocalPostgres(builder.start(), watch);
      watch.up();
      return started;
    } catch (IOException | RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  /**
   * Where the server is that another process has started in a folder; nothing while none is ready.
   */
  public static Optional<ConsoleSettings.Database> running(Path folder) throws IOException {
    Path pidFile = folder.resolve("data").resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    // Its fourth line is the port, its eighth what the server does.
    List<String> lines = Files.readAllLines(pidFile);
    return lines.size() > 7 && lines.get(7).strip().equals("ready")
        ? Optional.of(at(Integer.parseInt(lines.get(3).strip())))
        : Optional.empty();
  }

  /** How a console finds it. */
  public ConsoleSettings.Database database() {
    return at(server.getPort());
  }

  private static ConsoleSettings.Database at(int port) {
    return new ConsoleSettings.Database(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
  }

  @Override
  public void close() throws IOException {
    try (watch) {
      server.close();
    }
  }
}
