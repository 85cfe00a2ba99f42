package dev.nudge.engine.index;

import java.util.Arrays;

/**
 * Numbers that were found, for one thread. What it holds it keeps the room for, so that finding
 * allocates only to grow.
 */
public final class Found {
  private int[] numbers = new int[16];
  private int size;

  /** Nothing is found yet. */
  public Found() {}

  /** Forgets all. */
  public void clear() {
    size = 0;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The number at a place. */
  public int at(int place) {
    return numbers[place];
  }

  /** One more. */
  public void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  /** Puts a number at a place where there is one. */
  public void set(int place, int number) {
    numbers[place] = number;
  }

  /** Keeps the first of them. */
  public void truncate(int count) {
    size = count;
  }

  /** All of these. */
  public void addAll(int[] more) {
    room(more.length);
    System.arraycopy(more, 0, numbers, size, more.length);
    size += more.length;
  }

  /** All below an end, and nothing else. */
  public void fill(int end) {
    size = 0;
    room(end);
    for (int i = 0; i < end; i++) {
      numbers[i] = i;
    }
    size = end;
  }

  private void room(int more) {
    if (size + more > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(size + more, numbers.length * 2));
    }
  }

  /** Brings them into ascending order, each once. */
  public void settle() {
    if (isAscending()) {
      return;
    }
    Arrays.sort(numbers, 0, size);
    int kept = 1;
    for (int i = 1; i < size; i++) {
      if (numbers[i] != numbers[kept - 1]) {
        numbers[kept++] = numbers[i];
      }
    }
    size = kept;
  }

  private boolean isAscending() {
    for (int i = 1; i < size; i++) {
      if (numbers[i] <= numbers[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
