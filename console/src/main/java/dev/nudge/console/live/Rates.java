package dev.nudge.console.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How many a second, for the last quarter of an hour. Safe for use by several threads. */
final class Rates {
  static final int SECONDS = 15 * 60;

  private final long[] counts = new long[SECONDS];
  private long newest = Long.MIN_VALUE;

  /** Something came at a time in milliseconds. What is older than a quarter of an hour is lost. */
  synchronized void count(long time) {
    long second = Math.floorDiv(time, 1000L);
    forward(second);
    if (second > newest - SECONDS) {
      counts[Math.floorMod(second, SECONDS)]++;
    }
  }

  /** The average a second over some whole seconds before now. */
  synchronized double perSecond(long now, int seconds) {
    long second = Math.floorDiv(now, 1000L);
    forward(second);
    long sum = 0;
    for (long s = second - seconds; s < second; s++) {
      sum += at(s);
    }
    return (double) sum / seconds;
  }

  /** Averages a second over spans of so many seconds, the oldest first, up to now. */
  synchronized List<Double> series(long now, int span) {
    long second = Math.floorDiv(Math.floorDiv(now, 1000L), span) * span;
    forward(Math.floorDiv(now, 1000L));
    List<Double> series = new ArrayList<>(SECONDS / span);
    // The oldest span may have begun to be overwritten.
    for (long from = second - SECONDS + span; from < second; from += span) {
      long sum = 0;
      for (long s = from; s < from + span; s++) {
        sum += at(s);
      }
      series.add((double) sum / span);
    }
    return series;
  }

  /** When the first span of {@link #series} begins, in milliseconds. */
  static long begin(long now, int span) {
    long second = Math.floorDiv(Math.floorDiv(now, 1000L), span) * span;
    return TimeUnit.SECONDS.toMillis(second - SECONDS + span);
  }

  private long at(long second) {
    return second > newest - SECONDS && second <= newest
        ? counts[Math.floorMod(second, SECONDS)]
        : 0;
  }

  private void forward(long second) {
    if (second <= newest) {
      return;
    }
    long from = Math.max(newest + 1, second - SECONDS + 1);
    for (long s = from; s <= second; s++) {
      counts[Math.floorMod(s, SECONDS)] = 0;
    }
    newest = second;
  }
}
