package dev.nudge.console.live;

/**
 * When events arrived, so that a trigger can be held against the event that brought it about. Holds
 * about the last quarter of a million, in 4 MB: a newcomer takes the place of whatever has it. Safe
 * for use by several threads.
 */
final class ArrivalTimes {
  private static final int PLACES = 1 << 18;

  private final long[] keys = new long[PLACES];
  private final long[] times = new long[PLACES];

  synchronized void put(String user, String event, long time) {
    long key = key(user, event);
    int place = (int) (key & (PLACES - 1));
    keys[place] = key;
    times[place] = time;
  }

  /** In milliseconds; -1 where it is not known, or not any more. */
  synchronized long get(String user, String event) {
    long key = key(user, event);
    int place = (int) (key & (PLACES - 1));
    return keys[place] == key ? times[place] : -1;
  }

  private static long key(String user, String event) {
    long key = 31L * user.hashCode() + event.hashCode() * 0x9E3779B97F4A7C15L;
    key = (key ^ (key >>> 32)) * 0xD6E8FEB86659FD93L;
    return key ^ (key >>> 29);
  }
}
