package dev.nudge.engine.pattern;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one pattern and user that share a value of {@code correlate_by} (all of them, where
 * the pattern has none), oldest start first.
 */
final class Partition {
  private static final Run[] NONE = new Run[0];

  /** The value of {@code correlate_by}; null where the pattern has none. */
  final @Nullable Object key;

  Run[] runs = NONE;
  int size;

  /** The value of {@code distinct} at the partition's last event; null for none. */
  @Nullable Object lastDistinct;

  /** No run of this partition is due before this time. */
  long deadline = Long.MAX_VALUE;

  /** Of the key. */
  final int hash;

  /** The types of events, as bits of the program, that some run may wait for. */
  long waits;

  Partition(@Nullable Object key) {
    this.key = key;
    this.hash = key == null ? 0 : key.hashCode();
  }

  /**
   * Adds a run.
   *
   * @param due when it is due, in milliseconds
   * @param concerns the types of events that it waits for
   */
  void add(Run run, long due, long concerns) {
    makeRoom(1);
    runs[size++] = run;
    deadline = Math.min(deadline, due);
    waits |= concerns;
  }

  /** Makes room for some more at once. */
  void makeRoom(int more) {
    if (size + more > runs.length) {
      runs = Arrays.copyOf(runs, Math.max(size + more, Math.min(2 * size, size + 8)));
    }
  }

  /** The steps that its runs are in, as bits: no pattern has more of them. */
  long steps() {
    long steps = 0;
    for (int i = 0; i < size; i++) {
      steps |= 1L << runs[i].taken().step();
    }
    return steps;
  }

  /** Keeps the first {@code count} runs. */
  void truncate(int count) {
    Arrays.fill(runs, count, size, null);
    size = count;
  }

  /** Removes the first {@code count} runs. */
  void removeFirst(int count) {
    System.arraycopy(runs, count, runs, 0, size - count);
    truncate(size - count);
  }

  boolean isForgettable() {
    return size == 0 && lastDistinct == null;
  }
}
