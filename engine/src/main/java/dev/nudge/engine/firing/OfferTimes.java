package dev.nudge.engine.firing;

import dev.nudge.engine.state.Keyed;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Arrays;

/**
 * When a person got offers, by what caps count them by; each for as long as the longest cap that
 * ever counted it needs.
 */
final class OfferTimes {
  private final Keyed<Entry> entries = new Keyed<>();

  /**
   * The offers that count for some cap.
   *
   * @param times ascending, in milliseconds
   * @param per for so long one is remembered
   */
  @SuppressWarnings("ArrayRecordComponent") // never handed out
  private record Entry(long[] times, long per) {
    /** Those that still count. */
    Entry at(long now) {
      int past = 0;
      while (past < times.length && now - times[past] >= per) {
        past++;
      }
      return past == 0 ? this : new Entry(Arrays.copyOfRange(times, past, times.length), per);
    }
  }

  boolean isEmpty() {
    return entries.size() == 0;
  }

  /** Whether a person may get one more offer. */
  boolean allows(Cap cap, long now) {
    Entry entry = entries.get(cap.subject());
    if (entry == null) {
      return true;
    }
    int counted = 0;
    for (int i = entry.times.length - 1; i >= 0 && now - entry.times[i] < cap.per(); i--) {
      counted++;
    }
    return counted < cap.atMost();
  }

  /**
   * An offer went out.
   *
   * @param per for so long it counts
   */
  void add(long subject, long per, long now) {
    Entry entry = entries.get(subject);
    if (entry == null) {
      entries.put(subject, new Entry(new long[] {now}, per));
      return;
    }
    Entry left = new Entry(entry.times, Math.max(entry.per, per)).at(now);
    long[] times = Arrays.copyOf(left.times, left.times.length + 1);
    times[left.times.length] = now;
    entries.put(subject, new Entry(times, left.per));
  }

  /** Forgets what counts no more. */
  void forget(long now) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry left = entries.valueAt(i).at(now);
      if (left.times.length == 0) {
        entries.removeAt(i);
      } else {
        entries.put(entries.keyAt(i), left);
      }
    }
  }

  /** When the next of them counts no more; {@link Long#MAX_VALUE} for never. */
  long forgetAt() {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.valueAt(i);
      next = Math.min(next, entry.times[0] + entry.per);
    }
    return next;
  }

  void write(StateWriter out) {
    out.varint(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.valueAt(i);
      out.fixed(entries.keyAt(i));
      out.varint(entry.per);
      out.varint(entry.times.length);
      long before = 0;
      for (long time : entry.times) {
        out.zigzag(time - before);
        before = time;
      }
    }
  }

  static OfferTimes read(StateReader in) {
    OfferTimes given = new OfferTimes();
    int size = in.count();
    for (int i = 0; i < size; i++) {
      long subject = in.fixed();
      long per = in.varint();
      long[] times = new long[in.count()];
      if (times.length == 0) {
        throw in.corrupt("no offer where there is one");
      }
      long time = 0;
      for (int k = 0; k < times.length; k++) {
        time += in.zigzag();
        times[k] = time;
      }
      given.entries.put(subject, new Entry(times, per));
    }
    return given;
  }
}
