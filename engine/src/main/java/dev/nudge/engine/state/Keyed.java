package dev.nudge.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by 64-bit fingerprint, in two sorted arrays: a user has few of them, looked up often and
 * added seldom. Finding costs a binary search, adding and removing a shift; what was full shrinks.
 * Beside each value stands a mark that whoever goes through them reads without touching the value.
 *
 * @param <T> what is kept
 */
public final class Keyed<T> {
  /** The mark of a value that was not marked. */
  public static final int UNMARKED = -1;

  private static final int SMALLEST = 4;
  private static final long[] NO_KEYS = {};
  private static final @Nullable Object[] NO_VALUES = {};

  private long[] keys = NO_KEYS;
  private @Nullable Object[] values = NO_VALUES;
  private int @Nullable [] marks;
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

  /** The mark at a place. */
  public int markAt(int place) {
    return marks == null ? UNMARKED : marks[place];
  }

  /** Marks the value at a place. */
  public void mark(int place, int mark) {
    if (marks == null) {
      marks = new int[keys.length];
      Arrays.fill(marks, UNMARKED);
    }
    marks[place] = mark;
  }

  /** The place of a key; negative where it is not there. */
  public int place(long key) {
    return Arrays.binarySearch(keys, 0, size, key);
  }

  /** The value of a key, or null. */
  public @Nullable T get(long key) {
    int place = place(key);
    return place < 0 ? null : valueAt(place);
  }

  /** Sets the value of a key, not marked; returns its place. */
  public int put(long key, T value) {
    int place = place(key);
    if (place < 0) {
      place = -place - 1;
      makeRoomAt(place);
      keys[place] = key;
    }
    values[place] = value;
    if (marks != null) {
      marks[place] = UNMARKED;
    }
    return place;
  }

  private void makeRoomAt(int place) {
    if (size == keys.length) {
      resize(Math.max(SMALLEST, size + size / 2));
    }
    shift(place, place + 1, size - place);
    size++;
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(keys, from, keys, to, count);
    System.arraycopy(values, from, values, to, count);
    if (marks != null) {
      System.arraycopy(marks, from, marks, to, count);
    }
  }

  private void resize(int capacity) {
    keys = Arrays.copyOf(keys, capacity);
    values = Arrays.copyOf(values, capacity);
    if (marks != null) {
      marks = Arrays.copyOf(marks, capacity);
    }
  }

  /** Forgets what is at a place; the later ones move down by one. */
  public void removeAt(int place) {
    size--;
    shift(place + 1, place, size - place);
    values[size] = null;
    if (keys.length > SMALLEST && size <= keys.length / 4) {
      resize(keys.length / 2);
    }
  }
}
