package dev.nudge.app.up;

import dev.nudge.app.terminal.Terminal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Shows what has started, one line a part, and how long it took. */
final class StartReport {
  private final Terminal terminal;
  private final Instant begin;

  /** Counts from the start of the process, since that is when the person began to wait. */
  StartReport(Terminal terminal) {
    this.terminal = terminal;
    this.begin = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  /** What starting a part gave. */
  record Started<T>(T part, String remark) {}

  /** Starts a part and shows it. */
  <T> T part(String name, Callable<Started<T>> start) throws Exception {
    long from = System.nanoTime();
    Started<T> started = start.call();
    double seconds = (System.nanoTime() - from) / 1e9;
    terminal.draw("");
    terminal.say(
        String.format(Locale.ROOT, "%-8s %4.1f s  %s", name, seconds, started.remark())
            .stripTrailing());
    return started.part();
  }

  /** All runs. */
  void ready() {
    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1e3;
    terminal.say(String.format(Locale.ROOT, "ready in %.1f s", seconds));
  }
}
