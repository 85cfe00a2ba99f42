package dev.nudge.engine.measure;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples in the order of their time, those of equal time in the order they came: 8 bytes each, 8
 * more with a word, 8 more with a mark, 8 more once a weight other than 1 is set. Adding at the end
 * and dropping at the front take constant time; a late sample moves those after it.
 *
 * <p>Samples have indexes from 0, the oldest. They lie in a ring whose length is a power of two.
 */
final class Samples {
  private static final int SMALLEST = 4;
  private static final int SHRINKS_FROM = 64;
  private static final long[] NO_WORDS = {};
  private static final Object[] NO_MARKS = {};

  private final boolean worded;
  private final boolean marked;
  private long[] times;
  private long[] words;
  private @Nullable Object[] marks;
  private long @Nullable [] weights;
  private int head;
  private int size;

  private Samples(boolean worded, boolean marked, int capacity) {
    this.worded = worded;
    this.marked = marked;
    times = new long[capacity];
    words = worded ? new long[capacity] : NO_WORDS;
    marks = marked ? new Object[capacity] : NO_MARKS;
  }

  /** Only times. */
  static Samples ofTimes() {
    return new Samples(false, false, SMALLEST);
  }

  /** Times and words. */
  static Samples ofWords() {
    return new Samples(true, false, SMALLEST);
  }

  /** Times and kept values. */
  static Samples ofValues() {
    return new Samples(true, true, SMALLEST);
  }

  /** What so many samples take, in bytes. */
  static long bytes(int samples, int columns) {
    return columns * 8L * Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, samples) * 2 - 1));
  }

  /** What they take, in bytes, with weights, besides what marks are. */
  long bytes() {
    return size * (16L + (worded ? 8 : 0) + (marked ? 8 : 0));
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long time(int index) {
    return times[slot(index)];
  }

  long word(int index) {
    return words[slot(index)];
  }

  double number(int index) {
    return Double.longBitsToDouble(words[slot(index)]);
  }

  Object mark(int index) {
    Object mark = marks[slot(index)];
    if (mark == null) {
      throw new IllegalStateException("no sample " + index + " of " + size);
    }
    return mark;
  }

  long weight(int index) {
    return weights == null ? 1 : weights[slot(index)];
  }

  void setTime(int index, long time) {
    times[slot(index)] = time;
  }

  void setWord(int index, long word) {
    words[slot(index)] = word;
  }

  void setMark(int index, Object mark) {
    marks[slot(index)] = mark;
  }

  void setWeight(int index, long weight) {
    if (weights == null) {
      if (weight == 1) {
        return;
      }
      weights = new long[times.length];
      Arrays.fill(weights, 1);
    }
    weights[slot(index)] = weight;
  }

  /** The index at which a sample of this time belongs: after all that are not later. */
  int place(long time) {
    if (size == 0 || times[slot(size - 1)] <= time) {
      return size;
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[slot(middle)] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Makes a sample of weight 1 at the index that {@link #place} gave. */
  void insert(int index, long time) {
    if (size == times.length) {
      resize(size * 2);
    }
    for (int i = size; i > index; i--) {
      move(slot(i - 1), slot(i));
    }
    size++;
    int slot = slot(index);
    times[slot] = time;
    if (weights != null) {
      weights[slot] = 1;
    }
  }

  /** Overwrites one sample with another. */
  void copy(int from, int to) {
    move(slot(from), slot(to));
  }

  /** Removes the samples of a range of indexes. */
  void remove(int from, int to) {
    int removed = to - from;
    if (removed == 0) {
      return;
    }
    for (int i = to; i < size; i++) {
      move(slot(i), slot(i - removed));
    }
    if (marked) {
      for (int i = size - removed; i < size; i++) {
        marks[slot(i)] = null;
      }
    }
    size -= removed;
  }

  /** Removes the oldest. */
  void removeFirst() {
    if (marked) {
      marks[head] = null;
    }
    head = (head + 1) & (times.length - 1);
    size--;
    if (times.length >= SHRINKS_FROM && size < times.length >> 3) {
      resize(times.length >> 2);
    }
  }

  private int slot(int index) {
    return (head + index) & (times.length - 1);
  }

  private void move(int from, int to) {
    times[to] = times[from];
    if (worded) {
      words[to] = words[from];
    }
    if (marked) {
      marks[to] = marks[from];
    }
    if (weights != null) {
      weights[to] = weights[from];
    }
  }

  private void resize(int capacity) {
    times = straightened(times, capacity);
    if (worded) {
      words = straightened(words, capacity);
    }
    if (weights != null) {
      weights = straightened(weights, capacity);
    }
    if (marked) {
      @Nullable Object[] fresh = new Object[capacity];
      int first = Math.min(size, marks.length - head);
      System.arraycopy(marks, head, fresh, 0, first);
      System.arraycopy(marks, 0, fresh, first, size - first);
      marks = fresh;
    }
    head = 0;
  }

  private long[] straightened(long[] ring, int capacity) {
    long[] fresh = new long[capacity];
    int first = Math.min(size, ring.length - head);
    System.arraycopy(ring, head, fresh, 0, first);
    System.arraycopy(ring, 0, fresh, first, size - first);
    return fresh;
  }

  /** The latest time; {@link Long#MIN_VALUE} where there is none. */
  long latest() {
    return size == 0 ? Long.MIN_VALUE : time(size - 1);
  }

  /** Writes times, as differences, and weights; words and marks are the owner's business. */
  void write(StateWriter writer) {
    writer.varint(size);
    if (size == 0) {
      return;
    }
    long before = 0;
    for (int i = 0; i < size; i++) {
      long time = time(i);
      if (i == 0) {
        writer.zigzag(time);
      } else {
        writer.varint(time - before);
      }
      before = time;
    }
    boolean weighted = false;
    for (int i = 0; i < size; i++) {
      weighted |= weight(i) != 1;
    }
    writer.flag(weighted);
    if (weighted) {
      for (int i = 0; i < size; i++) {
        writer.varint(weight(i));
      }
    }
  }

  /** {@link #write}, then the words as the numbers that they are. */
  void writeNumbers(StateWriter writer) {
    write(writer);
    for (int i = 0; i < size(); i++) {
      CompactDouble.write(writer, word(i));
    }
  }

  /** Reads what {@link #writeNumbers} wrote. */
  void readNumbers(StateReader reader) {
    read(reader);
    for (int i = 0; i < size(); i++) {
      setWord(i, CompactDouble.read(reader));
    }
  }

  /** Reads what {@link #write} wrote into fresh samples. */
  void read(StateReader reader) {
    size = reader.count();
    head = 0;
    int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size) * 2 - 1));
    times = new long[capacity];
    words = worded ? new long[capacity] : NO_WORDS;
    marks = marked ? new Object[capacity] : NO_MARKS;
    if (size == 0) {
      return;
    }
    times[0] = reader.zigzag();
    for (int i = 1; i < size; i++) {
      times[i] = times[i - 1] + reader.varint();
      if (times[i] < times[i - 1]) {
        throw reader.corrupt("samples that are not in the order of time");
      }
    }
    if (reader.flag()) {
      for (int i = 0; i < size; i++) {
        setWeight(i, reader.varint());
      }
    }
  }
}
