package dev.nudge.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by 64-bit fingerprint, in two sorted arrays: a user has few of them, looked up often and
 * added seldom. Finding costs a binary search, adding and removing a shift; what was full shrinks.
 *
 * @param <T> what is kept
 */
public final class Keyed<T> {
  private static final int SMALLEST = 4;
  private static final long[] NO_KEYS = {};
  private static final @Nullable Object[] NO_VALUES = {};

  private long[] keys = NO_KEYS;
  private @Nullable Object[] values = NO_VALUES;
  private int size;

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The key at a place, ascending. */
  public long keyAt(int place) {
    return keys[place];
  }

  /** The value at a place. */
  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // only T is ever put, and every place below size is filled
  public T valueAt(int place) {
    return (T) values[place];
  }

  /** The value of a key, or null. */
  public @Nullable T get(long key) {
    int place = Arrays.binarySearch(keys, 0, size, key);
    return place < 0 ? null : valueAt(place);
  }

  /** Sets the value of a key. */
  public void put(long key, T value) {
    int place = Arrays.binarySearch(keys, 0, size, key);
    if (place >= 0) {
      values[place] = value;
      return;
    }
    int at = -place - 1;
    if (size == keys.length) {
      int room = Math.max(SMALLEST, size + size / 2);
      keys = Arrays.copyOf(keys, room);
      values = Arrays.copyOf(values, room);
    }
    System.arraycopy(keys, at, keys, at + 1, size - at);
    System.arraycopy(values, at, values, at + 1, size - at);
    keys[at] = key;
    values[at] = value;
    size++;
  }

  /** Forgets what is at a place; the later ones move down by one. */
  public void removeAt(int place) {
    size--;
    System.arraycopy(keys, place + 1, keys, place, size - place);
    System.arraycopy(values, place + 1, values, place, size - place);
    values[size] = null;
    if (keys.length > SMALLEST && size <= keys.length / 4) {
      keys = Arrays.copyOf(keys, keys.length / 2);
      values = Arrays.copyOf(values, values.length / 2);
    }
  }
}
