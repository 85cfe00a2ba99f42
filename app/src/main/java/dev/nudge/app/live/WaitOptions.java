package dev.nudge.app.live;

import dev.nudge.engine.document.Notation;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long a command waits for the job. */
final class WaitOptions {
  @Option(names = "--no-wait", description = "Only write; do not wait for the job to answer.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long to wait for the job (default: 30s).")
  private Duration timeout = Duration.ofSeconds(30);

  Optional<Duration> duration() {
    return noWait ? Optional.empty() : Optional.of(timeout);
  }

  /** For people: {@code 30s}. */
  String text() {
    return Notation.write(timeout);
  }
}
