package dev.nudge.engine.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by 64-bit fingerprint, however many: one look in a table finds one. Immutable.
 *
 * @param <T> what is kept
 */
public final class Fingerprints<T> {
  private final long[] keys;
  private final @Nullable Object[] values;
  private final boolean isEmpty;

  /** These values. */
  public Fingerprints(Map<Long, T> all) {
    isEmpty = all.isEmpty();
    int capacity = Integer.highestOneBit(Math.max(2, all.size())) * 4;
    keys = new long[capacity];
    values = new Object[capacity];
    all.forEach(
        (key, value) -> {
          int place = place(key);
          keys[place] = key;
          values[place] = value;
        });
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return isEmpty;
  }

  /** The value of a fingerprint, or null. */
  @SuppressWarnings("unchecked") // only T is ever put
  public @Nullable T get(long key) {
    return (T) values[place(key)];
  }

  /** Where it lies, or would lie. */
  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) (key ^ (key >>> 32)) & mask;
    while (values[at] != null && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
