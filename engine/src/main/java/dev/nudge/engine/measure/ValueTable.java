package dev.nudge.engine.measure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of kept values in an order that its owner chooses: a hash table and a linked list in
 * primitive arrays, 44 bytes an entry besides the values. Finding, adding, removing and moving take
 * constant time and box nothing. An entry keeps its slot, a number below {@link #capacity}, so that
 * owners can keep more about it in arrays of their own.
 */
final class ValueTable {
  /** No slot. */
  static final int NONE = -1;

  /** What an entry takes, in bytes, the owner's column of 8 bytes included. */
  static final long ENTRY_BYTES = 52;

  private int[] buckets = filled(8);
  private int[] chain = new int[4];
  private int[] hashes = new int[4];
  private int[] before = new int[4];
  private int[] after = new int[4];
  private long[] words = new long[4];
  private @Nullable Object[] marks = new Object[4];
  private int first = NONE;
  private int last = NONE;
  private int free = NONE;
  private int used;
  private int size;

  int size() {
    return size;
  }

  int capacity() {
    return words.length;
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  int next(int slot) {
    return after[slot];
  }

  int previous(int slot) {
    return before[slot];
  }

  long word(int slot) {
    return words[slot];
  }

  Object mark(int slot) {
    Object mark = marks[slot];
    if (mark == null) {
      throw new IllegalStateException("no value in slot " + slot);
    }
    return mark;
  }

  /** The slot of a value, or {@link #NONE}. */
  int find(Object mark, long word) {
    int hash = Kept.hash(mark, word);
    for (int slot = buckets[hash & (buckets.length - 1)]; slot != NONE; slot = chain[slot]) {
      if (hashes[slot] == hash && Kept.same(mark(slot), words[slot], mark, word)) {
        return slot;
      }
    }
    return NONE;
  }

  /** Adds a value that is not there yet, as the last; returns its slot. */
  int add(Object mark, long word) {
    int slot = free;
    if (slot != NONE) {
      free = chain[slot];
    } else {
      if (used == words.length) {
        grow();
      }
      slot = used++;
    }
    int hash = Kept.hash(mark, word);
    marks[slot] = mark;
    words[slot] = word;
    hashes[slot] = hash;
    int bucket = hash & (buckets.length - 1);
    chain[slot] = buckets[bucket];
    buckets[bucket] = slot;
    size++;
    link(slot, last);
    return slot;
  }

  void remove(int slot) {
    int bucket = hashes[slot] & (buckets.length - 1);
    if (buckets[bucket] == slot) {
      buckets[bucket] = chain[slot];
    } else {
      int at = buckets[bucket];
      while (chain[at] != slot) {
        at = chain[at];
      }
      chain[at] = chain[slot];
    }
    unlink(slot);
    marks[slot] = null;
    chain[slot] = free;
    free = slot;
    size--;
  }

  /** Moves an entry behind another one, or to the front for {@link #NONE}. */
  void moveBehind(int slot, int other) {
    if (slot != other && before[slot] != other) {
      unlink(slot);
      link(slot, other);
    }
  }

  private void link(int slot, int behind) {
    int next = behind == NONE ? first : after[behind];
    before[slot] = behind;
    after[slot] = next;
    if (behind == NONE) {
      first = slot;
    } else {
      after[behind] = slot;
    }
    if (next == NONE) {
      last = slot;
    } else {
      before[next] = slot;
    }
  }

  private void unlink(int slot) {
    if (before[slot] == NONE) {
      first = after[slot];
    } else {
      after[before[slot]] = after[slot];
    }
    if (after[slot] == NONE) {
      last = before[slot];
    } else {
      before[after[slot]] = before[slot];
    }
  }

  private void grow() {
    int capacity = words.length * 2;
    chain = Arrays.copyOf(chain, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
    before = Arrays.copyOf(before, capacity);
    after = Arrays.copyOf(after, capacity);
    words = Arrays.copyOf(words, capacity);
    marks = Arrays.copyOf(marks, capacity);
    buckets = filled(capacity * 2);
    for (int slot = first; slot != NONE; slot = after[slot]) {
      int bucket = hashes[slot] & (buckets.length - 1);
      chain[slot] = buckets[bucket];
      buckets[bucket] = slot;
    }
  }

  private static int[] filled(int length) {
    int[] buckets = new int[length];
    Arrays.fill(buckets, NONE);
    return buckets;
  }
}
