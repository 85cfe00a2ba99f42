package dev.nudge.app.terminal;

import java.util.Locale;

/** The line a person watches while events pass; drawn four times a second at most. */
public final class Progress {
  private static final long EVERY_NANOS = 250_000_000;

  private final Terminal terminal;
  private final long whole;
  private final long started = System.nanoTime();
  private long drawn = started;

  /**
   * A progress line.
   *
   * @param whole how much there is to do, in any unit; 0 where that is unknown
   */
  public Progress(Terminal terminal, long whole) {
    this.terminal = terminal;
    this.whole = whole;
  }

  /**
   * Draws the line again if it is time.
   *
   * @param position how much of the whole is done
   */
  public void at(long events, long position) {
    if (!terminal.watched()) {
      return;
    }
    long now = System.nanoTime();
    if (now - drawn < EVERY_NANOS) {
      return;
    }
    drawn = now;
    double seconds = (now - started) / 1e9;
    double part = whole <= 0 ? 0 : Math.min(1, (double) position / whole);
    terminal.draw(
        String.format(
            Locale.ROOT,
            "%s events, %s events/s%s%s",
            Table.number(events),
            Table.number((long) (events / seconds)),
            whole <= 0 ? "" : String.format(Locale.ROOT, ", %.0f %%", 100 * part),
            part > 0.01 ? ", " + rest(seconds * (1 - part) / part) + " left" : ""));
  }

  /** Removes the line. */
  public void end() {
    terminal.draw("");
  }

  private static String rest(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? whole + " s"
        : String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
  }
}
