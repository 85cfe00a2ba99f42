package dev.nudge.app.replay;

import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import java.util.Locale;

/** The line a person watches while a replay runs; drawn four times a second at most. */
final class Progress {
  private static final long EVERY_NANOS = 250_000_000;

  private final Terminal terminal;
  private final long bytes;
  private final long started = System.nanoTime();
  private long drawn = started;

  /**
   * A progress line.
   *
   * @param bytes how long the input is
   */
  Progress(Terminal terminal, long bytes) {
    this.terminal = terminal;
    this.bytes = bytes;
  }

  /** Draws the line again if it is time. */
  void at(long events, long position) {
    if (!terminal.watched()) {
      return;
    }
    long now = System.nanoTime();
    if (now - drawn < EVERY_NANOS) {
      return;
    }
    drawn = now;
    double seconds = (now - started) / 1e9;
    double part = bytes <= 0 ? 1 : Math.min(1, (double) position / bytes);
    terminal.draw(
        String.format(
            Locale.ROOT,
            "%s events, %s events/s, %.0f %%%s",
            Table.number(events),
            Table.number((long) (events / seconds)),
            100 * part,
            part > 0.01 ? ", " + rest(seconds * (1 - part) / part) + " left" : ""));
  }

  /** Removes the line. */
  void end() {
    terminal.draw("");
  }

  private static String rest(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? whole + " s"
        : String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
  }
}
