package dev.nudge.console.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that still runs in a folder although its owner is gone: the last line of defence,
 * where {@link OwnerWatch} was killed as well.
 */
record Orphan(ProcessHandle process) {
  private static final long PATIENCE_SECONDS = 10;

  /** The server of a folder of data. What it left behind is removed where it is gone. */
  static Optional<Orphan> in(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    Optional<Orphan> orphan =
        number(Files.readAllLines(pidFile))
            .flatMap(ProcessHandle::of)
            .filter(process -> isPostgres(process, data))
            .map(Orphan::new);
    if (orphan.isEmpty()) {
      Files.deleteIfExists(pidFile);
    }
    return orphan;
  }

  /** Empty where the file was cut off. */
  private static Optional<Long> number(List<String> lines) {
    try {
      return lines.stream().findFirst().map(String::strip).map(Long::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The number may have gone to another program since, or to a PostgreSQL of somebody else. */
  private static boolean isPostgres(ProcessHandle process, Path data) {
    ProcessHandle.Info info = process.info();
    return info.command().map(command -> command.contains("postgres")).orElse(false)
        && info.arguments().map(given -> List.of(given).contains(data.toString())).orElse(true);
  }

  /**
   * Stops it: first in order, but without waiting for clients to leave; then at once, as after a
   * crash.
   *
   * @throws IOException if it does not stop
   */
  void stop() throws IOException {
    if (!ended("-INT") && !ended("-QUIT")) {
      throw new IOException(
          "a PostgreSQL that was left behind does not stop: end process " + process.pid());
    }
  }

  private boolean ended(String signal) throws IOException {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
