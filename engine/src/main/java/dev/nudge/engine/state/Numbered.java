package dev.nudge.engine.state;

import dev.nudge.engine.event.Event;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers things from 0 in the order in which they first come: texts that are equal are one thing,
 * events that are the same object. Open addressing, nothing allocated while it does not grow.
 *
 * @param <T> {@link String} or {@link Event}
 */
final class Numbered<T> {
  /** What {@link #number} says of a thing that did not come before. */
  static final int NEW = -1;

  private static final int FIRST = 32;

  /** A table that has grown beyond this is not kept. */
  private static final int KEPT = 1 << 10;

  private @Nullable Object[] things = new @Nullable Object[FIRST];
  private int[] numbers = new int[FIRST];
  private int[] hashes = new int[FIRST];
  private int size;

  /** Forgets all. */
  void clear() {
    if (size == 0) {
      return;
    }
    size = 0;
    if (things.length > KEPT) {
      things = new @Nullable Object[FIRST];
      numbers = new int[FIRST];
      hashes = new int[FIRST];
    } else {
      Arrays.fill(things, null);
    }
  }

  /** The number of a thing, or {@link #NEW}: then it has the next. */
  int number(T thing, int hash) {
    int mask = things.length - 1;
    int place = spread(hash) & mask;
    for (Object known = things[place]; known != null; known = things[place]) {
      if (known == thing
          || (hashes[place] == hash && thing instanceof String && known.equals(thing))) {
        return numbers[place];
      }
      place = (place + 1) & mask;
    }
    put(place, thing, hash, size++);
    if (2 * size > things.length) {
      grow();
    }
    return NEW;
  }

  private void put(int place, Object thing, int hash, int number) {
    things[place] = thing;
    hashes[place] = hash;
    numbers[place] = number;
  }

  private void grow() {
    @Nullable Object[] before = things;
    int[] itsNumbers = numbers;
    int[] itsHashes = hashes;
    int mask = 2 * before.length - 1;
    things = new @Nullable Object[2 * before.length];
    numbers = new int[things.length];
    hashes = new int[things.length];
    for (int i = 0; i < before.length; i++) {
      Object thing = before[i];
      if (thing != null) {
        int place = spread(itsHashes[i]) & mask;
        while (things[place] != null) {
          place = (place + 1) & mask;
        }
        put(place, thing, itsHashes[i], itsNumbers[i]);
      }
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
