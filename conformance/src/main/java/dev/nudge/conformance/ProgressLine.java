package dev.nudge.conformance;

import java.io.PrintStream;
import java.util.Locale;

/** Says how far it is: a line drawn again on a terminal, elsewhere a line now and then. */
final class ProgressLine implements Pairs.Done {
  private static final long WATCHED_NANOS = 250_000_000;
  private static final long UNWATCHED_NANOS = 10_000_000_000L;

  private final PrintStream err;
  private final boolean watched;
  private final int whole;
  private final long started = System.nanoTime();
  private long drawn = started;

  ProgressLine(PrintStream err, boolean watched, int whole) {
    this.err = err;
    this.watched = watched;
    this.whole = whole;
  }

  @Override
  public synchronized void pairs(int done, int differing) {
    long now = System.nanoTime();
    if (now - drawn < (watched ? WATCHED_NANOS : UNWATCHED_NANOS)) {
      return;
    }
    drawn = now;
    String line =
        String.format(
            Locale.ROOT,
            "%,d of %,d pairs, %,.0f pairs/s, %d differ",
            done,
            whole,
            done / ((now - started) / 1e9),
            differing);
    if (watched) {
      err.print("\r\u001b[K" + line);
      err.flush();
    } else {
      err.println(line);
    }
  }

  void end() {
    if (watched) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
