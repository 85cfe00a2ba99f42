package dev.nudge.console.live;

import java.util.HashMap;
import java.util.Map;

/**
 * Who was there in the last minutes: a number of different names, exact up to a bound on memory
 * (about 100 bytes a name). A name counts in the last minute in which it was seen. Beyond the bound
 * newcomers are not counted, and {@link #isFull} says so. Not safe for use by several threads.
 */
final class Present {
  private final int minutes;
  private final int bound;
  private final Map<Long, Long> lastMinute = new HashMap<>();
  private final long[] counts;
  private long newest = Long.MIN_VALUE;
  private boolean full;

  Present(int minutes, int bound) {
    this.minutes = minutes;
    this.bound = bound;
    counts = new long[minutes];
  }

  /** Somebody was there at a time in milliseconds. */
  void seen(String name, long time) {
    long minute = Math.floorDiv(time, 60_000L);
    forward(minute);
    if (minute <= newest - minutes) {
      return;
    }
    long key = hash(name);
    Long before = lastMinute.get(key);
    if (before == null) {
      if (lastMinute.size() >= bound) {
        full = true;
        return;
      }
      lastMinute.put(key, minute);
      counts[Math.floorMod(minute, minutes)]++;
    } else if (minute > before) {
      counts[Math.floorMod(before, minutes)]--;
      counts[Math.floorMod(minute, minutes)]++;
      lastMinute.put(key, minute);
    }
  }

  /** How many were there in the last so many minutes, the current one included. */
  long within(int lastMinutes, long now) {
    forward(Math.floorDiv(now, 60_000L));
    long sum = 0;
    for (long minute = newest - lastMinutes + 1; minute <= newest; minute++) {
      sum += counts[Math.floorMod(minute, minutes)];
    }
    return sum;
  }

  /** Whether there are more than are counted. */
  boolean isFull() {
    return full;
  }

  private void forward(long minute) {
    if (minute <= newest) {
      return;
    }
    newest = minute;
    lastMinute.values().removeIf(last -> last <= newest - minutes);
    // After a removal, what is left is counted anew: cheap beside the removal itself.
    java.util.Arrays.fill(counts, 0);
    lastMinute.values().forEach(last -> counts[Math.floorMod(last, minutes)]++);
    full = lastMinute.size() >= bound;
  }

  /** Of 64 bits: two of a million names are taken for one with a chance of one in forty million. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    return hash * 0x9E3779B97F4A7C15L;
  }
}
