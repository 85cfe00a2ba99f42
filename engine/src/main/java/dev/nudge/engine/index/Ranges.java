package dev.nudge.engine.index;

import dev.nudge.engine.expression.AccessPredicate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ranges of numbers, both ends inclusive. Finding those that a number lies in costs O(log n) and
 * O(log n) for each, at most.
 */
final class Ranges {
  // An interval tree (Cormen et al., "Introduction to Algorithms", 14.3) that is an array: sorted
  // by where they begin; the middle of a stretch is the root of its two halves and knows how far
  // the ranges of the stretch reach.
  private final double[] least;
  private final double[] greatest;
  private final double[] reach;
  private final int[] numbers;

  private record Entry(AccessPredicate.Range range, int number) {}

  private Ranges(List<Entry> sorted) {
    int size = sorted.size();
    least = new double[size];
    greatest = new double[size];
    reach = new double[size];
    numbers = new int[size];
    for (int i = 0; i < size; i++) {
      least[i] = sorted.get(i).range().least();
      greatest[i] = sorted.get(i).range().greatest();
      numbers[i] = sorted.get(i).number();
    }
    measure(0, size);
  }

  private double measure(int from, int to) {
    if (from >= to) {
      return Double.NEGATIVE_INFINITY;
    }
    int middle = (from + to) >>> 1;
    reach[middle] =
        Math.max(greatest[middle], Math.max(measure(from, middle), measure(middle + 1, to)));
    return reach[middle];
  }

  /** Adds the numbers of all ranges that a value lies in. */
  void find(double value, Found into) {
    find(value, 0, numbers.length, into);
  }

  private void find(double value, int from, int to, Found into) {
    if (from >= to) {
      return;
    }
    int middle = (from + to) >>> 1;
    if (reach[middle] < value) {
      return;
    }
    find(value, from, middle, into);
    if (least[middle] <= value) {
      if (value <= greatest[middle]) {
        into.add(numbers[middle]);
      }
      find(value, middle + 1, to, into);
    }
  }

  /** Collects ranges. */
  static final class Builder {
    private final List<Entry> entries = new ArrayList<>();

    void add(AccessPredicate.Range range, int number) {
      entries.add(new Entry(range, number));
    }

    Ranges build() {
      entries.sort(Comparator.comparingDouble(entry -> entry.range().least()));
      return new Ranges(entries);
    }
  }
}
