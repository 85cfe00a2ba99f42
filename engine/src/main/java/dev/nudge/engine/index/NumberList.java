package dev.nudge.engine.index;

import java.util.Arrays;

/** Collects numbers for an index that does not change any more. */
final class NumberList {
  static final int[] NONE = new int[0];

  private int[] numbers = NONE;
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(2, size * 2));
    }
    numbers[size++] = number;
  }

  int[] toArray() {
    return Arrays.copyOf(numbers, size);
  }
}
