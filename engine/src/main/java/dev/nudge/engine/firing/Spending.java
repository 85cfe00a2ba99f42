package dev.nudge.engine.firing;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the offers of a campaign have cost, in all and by day, in millionths; days are numbered from
 * 1970-01-01. Mutable, for one thread.
 */
public final class Spending {
  /** So many days are remembered; the oldest go first. Ten years and more. */
  static final int MOST_DAYS = 4_000;

  private final TreeMap<Long, Long> days = new TreeMap<>();
  private long total;

  /** In all. */
  public long total() {
    return total;
  }

  /** On a day. */
  public long on(long day) {
    return days.getOrDefault(day, 0L);
  }

  /** The last day on which something was spent; 0 before. */
  public long lastDay() {
    return days.isEmpty() ? 0 : days.lastKey();
  }

  /** An offer goes out. */
  public void add(long cost, long day) {
    total += cost;
    days.merge(day, cost, Long::sum);
    if (days.size() > MOST_DAYS) {
      days.pollFirstEntry();
    }
  }

  /** Takes what somebody else has counted, in all and on a day. */
  public void learn(long all, long onDay, long day) {
    total = all;
    days.put(day, onDay);
    if (days.size() > MOST_DAYS) {
      days.pollFirstEntry();
    }
  }

  /** All of it. */
  public byte[] toBytes() {
    StateWriter out = new StateWriter();
    out.varint(total);
    out.varint(days.size());
    for (Map.Entry<Long, Long> day : days.entrySet()) {
      out.zigzag(day.getKey());
      out.varint(day.getValue());
    }
    return out.toBytes();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static Spending fromBytes(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    Spending spending = new Spending();
    spending.total = in.varint();
    for (int left = in.count(); left > 0; left--) {
      spending.days.put(in.zigzag(), in.varint());
    }
    return spending;
  }
}
