package dev.nudge.engine.measure;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Arrays;

/**
 * A sum of doubles without rounding, to which numbers are added and from which they are taken away
 * again in any order; it rounds once, when read. Constant time for numbers of similar size, at most
 * some 40 steps for hostile ones.
 */
final class ExactSum {
  // The sum is kept as an expansion: doubles of growing magnitude whose bits do not overlap and
  // whose exact sum it is. Adding a number runs it through them, smallest first, each time keeping
  // the rounding error (which is a double) and carrying the rounded sum on:
  //
  //     x -> [p0] -> [p1] -> [p2] -> new top
  //            e0      e1      e2
  //
  // J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric
  // Predicates", Discrete & Computational Geometry 18 (1997), GROW-EXPANSION with zero elimination.
  // Reading is as in Python's math.fsum (R. Hettinger).

  private static final double LARGEST = 1e308;

  /** What it takes at most, in bytes. */
  static final long MOST_BYTES = 40 * 8;

  private double[] partials = new double[2];
  private int size;

  /** Whether a number can be added without leaving the range of doubles. */
  boolean hasRoomFor(double x) {
    return size == 0 || Math.abs(partials[size - 1]) + Math.abs(x) < LARGEST;
  }

  /** Adds; to take away, add the negative. */
  void add(double x) {
    double carry = x;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      double partial = partials[i];
      double large = carry;
      double small = partial;
      if (Math.abs(carry) < Math.abs(partial)) {
        large = partial;
        small = carry;
      }
      double sum = large + small;
      double error = small - (sum - large);
      if (error != 0) {
        partials[kept++] = error;
      }
      carry = sum;
    }
    if (carry != 0) {
      if (kept == partials.length) {
        partials = Arrays.copyOf(partials, kept * 2);
      }
      partials[kept++] = carry;
    }
    size = kept;
  }

  void clear() {
    size = 0;
  }

  /** The sum, rounded to the nearest double, ties to even. */
  double rounded() {
    int n = size;
    if (n == 0) {
      return 0;
    }
    double sum = partials[--n];
    double error = 0;
    while (n > 0) {
      double before = sum;
      double partial = partials[--n];
      sum = before + partial;
      error = partial - (sum - before);
      if (error != 0) {
        break;
      }
    }
    // The error may be exactly half a unit; then what lies below it decides which way to round.
    if (n > 0 && ((error < 0 && partials[n - 1] < 0) || (error > 0 && partials[n - 1] > 0))) {
      double twice = error * 2;
      double next = sum + twice;
      if (twice == next - sum) {
        sum = next;
      }
    }
    return sum;
  }

  void write(StateWriter writer) {
    writer.varint(size);
    for (int i = 0; i < size; i++) {
      writer.number(partials[i]);
    }
  }

  static ExactSum read(StateReader reader) {
    ExactSum sum = new ExactSum();
    sum.size = reader.count();
    sum.partials = new double[Math.max(2, sum.size)];
    for (int i = 0; i < sum.size; i++) {
      sum.partials[i] = reader.number();
    }
    return sum;
  }
}
