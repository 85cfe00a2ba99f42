package dev.nudge.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Numbers by text, found by the text's hash alone: two texts of one hash are taken for the same,
 * which costs a condition that is asked in vain. So a look-up touches one or two lines of memory,
 * however many texts there are.
 */
final class TextTable {
  private static final long FREE = -1;

  /**
   * The hash above, below it the number, or, negative, the place of several in {@link #several}.
   */
  private final long[] entries;

  private final int[][] several;

  TextTable(Map<Integer, NumberList> byHash) {
    int capacity = Integer.highestOneBit(Math.max(2, byHash.size())) * 4;
    entries = new long[capacity];
    Arrays.fill(entries, FREE);
    List<int[]> lists = new ArrayList<>();
    byHash.forEach(
        (hash, numbers) -> {
          int[] all = numbers.toArray();
          int value = all[0];
          if (all.length > 1) {
            value = -2 - lists.size(); // -1 with a hash of -1 would be a free place
            lists.add(all);
          }
          entries[place(hash)] = ((long) hash << 32) | (value & 0xFFFFFFFFL);
        });
    several = lists.toArray(int[][]::new);
  }

  /** Adds the numbers of a text. */
  void find(String text, Found into) {
    long entry = entries[place(text.hashCode())];
    if (entry == FREE) {
      return;
    }
    int value = (int) entry;
    if (value >= 0) {
      into.add(value);
    } else {
      into.addAll(several[-2 - value]);
    }
  }

  /** Where the entry of a hash lies, or would lie. */
  private int place(int hash) {
    int mask = entries.length - 1;
    int at = (hash * 0x9E3779B9) >>> 7 & mask;
    while (entries[at] != FREE && (int) (entries[at] >>> 32) != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
