package dev.nudge.insight;

/**
 * What a number probably is, and between what it lies.
 *
 * @param value the best guess, within the interval
 * @param interval holds the true number at every look, with the probability of the {@link
 *     Confidence} that it was made with
 */
public record Estimate(double value, Interval interval) {
  /** Whether the data speak against no effect at all: the interval does not contain 0. */
  public boolean leavesOutZero() {
    return !interval.contains(0);
  }

  /** The same for a factor as many, which is not negative. */
  public Estimate times(double factor) {
    return new Estimate(value * factor, interval.times(factor));
  }

  /** Where it is known beforehand that the number lies within bounds. */
  Estimate within(Interval bounds) {
    double possible = Math.max(bounds.low(), Math.min(bounds.high(), value));
    return new Estimate(possible, interval.within(bounds));
  }
}
