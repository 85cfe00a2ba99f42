package dev.nudge.insight;

/** The numbers from low to high, both included. */
public record Interval(double low, double high) {
  /**
   * @throws IllegalArgumentException if low is above high, or one is not a number
   */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("no interval goes from " + low + " to " + high);
    }
  }

  /** Whether the number lies within. */
  public boolean contains(double number) {
    return low <= number && number <= high;
  }

  /** Each number times a factor, which is not negative. */
  public Interval times(double factor) {
    return new Interval(low * factor, high * factor);
  }

  /** The part of it that lies within the other, which it meets. */
  Interval within(Interval other) {
    return new Interval(
        Math.min(other.high, Math.max(low, other.low)),
        Math.max(other.low, Math.min(high, other.high)));
  }
}
