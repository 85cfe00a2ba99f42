package dev.nudge.console.live;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How long triggers took in the last minute, at most the last 10,000 of them. Safe for use by
 * several threads.
 */
final class Latencies {
  private static final int KEPT = 10_000;
  private static final long WINDOW_MILLIS = 60_000;

  private final long[] taken = new long[KEPT];
  private final long[] times = new long[KEPT];
  private long count;

  synchronized void add(long time, long millis) {
    int place = (int) (count++ % KEPT);
    taken[place] = millis;
    times[place] = time;
  }

  /** The least of them that so large a share does not exceed; nothing where there was none. */
  synchronized OptionalLong quantile(double share, long now) {
    int size = (int) Math.min(count, KEPT);
    long[] recent = new long[size];
    int found = 0;
    for (int i = 0; i < size; i++) {
      if (times[i] > now - WINDOW_MILLIS) {
        recent[found++] = taken[i];
      }
    }
    if (found == 0) {
      return OptionalLong.empty();
    }
    Arrays.sort(recent, 0, found);
    return OptionalLong.of(recent[Math.max(0, (int) Math.ceil(share * found) - 1)]);
  }
}
