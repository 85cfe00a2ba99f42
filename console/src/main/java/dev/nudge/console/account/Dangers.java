package dev.nudge.console.account;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who has failed how often, and a value for each; forgotten after an hour without another failure.
 * Holds so many: for a newcomer beyond them the one goes that failed least, of several the one
 * whose last failure is the longest ago. O(1), and O(size) for such a newcomer. Not safe for use by
 * several threads.
 */
final class Dangers<V> {
  private static final long KEPT_NANOS = Duration.ofHours(1).toNanos();

  private final int most;
  private final LongSupplier nanos;
  private final Map<Object, Danger<V>> all = new HashMap<>();

  private static final class Danger<V> {
    V value;
    int failures;
    long last;

    Danger(V value, long now) {
      this.value = value;
      last = now;
    }

    boolean isOver(long now) {
      return now - last > KEPT_NANOS;
    }
  }

  Dangers(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /** The value of somebody; this one for who is new. */
  V value(Object who, V first) {
    return found(who, first).value;
  }

  /** Another value of somebody who is known. */
  void set(Object who, V value) {
    Danger<V> danger = all.get(who);
    if (danger != null) {
      danger.value = value;
    }
  }

  /** One more failure of somebody who is known; how many that makes. */
  int more(Object who) {
    Danger<V> danger = all.get(who);
    if (danger == null) {
      return 1;
    }
    danger.last = nanos.getAsLong();
    return ++danger.failures;
  }

  /** A failure was none. */
  void less(Object who) {
    Danger<V> danger = all.get(who);
    if (danger != null && --danger.failures <= 0) {
      all.remove(who);
    }
  }

  void remove(Object who) {
    all.remove(who);
  }

  int size() {
    return all.size();
  }

  private Danger<V> found(Object who, V first) {
    long now = nanos.getAsLong();
    Danger<V> known = all.get(who);
    if (known == null || known.isOver(now)) {
      if (known == null && all.size() >= most) {
        forgetOne(now);
      }
      known = new Danger<>(first, now);
      all.put(who, known);
    }
    return known;
  }

  private void forgetOne(long now) {
    @Nullable Object least = null;
    @Nullable Danger<V> one = null;
    for (Map.Entry<Object, Danger<V>> entry : all.entrySet()) {
      Danger<V> other = entry.getValue();
      boolean less =
          one == null
              || other.isOver(now)
              || other.failures < one.failures
              || (other.failures == one.failures && other.last - one.last < 0);
      if (less) {
        least = entry.getKey();
        one = other;
        if (other.isOver(now)) {
          break;
        }
      }
    }
    if (least != null) {
      all.remove(least);
    }
  }
}
