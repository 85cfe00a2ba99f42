package dev.nudge.insight;

/**
 * How sure an interval must be, and what must be there before one is given.
 *
 * @param level with what probability the true number lies in the interval at every look, all looks
 *     together; from 0.5 to below 1
 * @param tightestAt at how many people, of both arms together, intervals are tightest. Too few
 *     costs little: at a hundred times as many they are a sixth wider than they could be
 * @param leastPeople with fewer people in an arm it is too early; at least 2
 * @param leastReached for rates, so many people of both arms together must have reached the goal,
 *     and as many must not; for values, which vary more, so many of each arm must have reached it
 */
public record Confidence(double level, long tightestAt, long leastPeople, long leastReached) {
  /**
   * 95 percent, with 100 people in each arm and 20 who reached the goal; tightest at 5,000 people.
   */
  public static final Confidence DEFAULT = new Confidence(0.95, 5_000, 100, 20);

  /**
   * @throws IllegalArgumentException if a number is outside of its range
   */
  public Confidence {
    if (!(level >= 0.5 && level < 1)) {
      throw new IllegalArgumentException("a level is from 0.5 to below 1, not " + level);
    }
    if (tightestAt < 1 || leastPeople < 2 || leastReached < 1) {
      throw new IllegalArgumentException(
          "intervals need at least 2 people in an arm and 1 who reached the goal, and are tightest"
              + " at 1 or more; not %d, %d and %d"
                  .formatted(leastPeople, leastReached, tightestAt));
    }
  }

  /** What each of several effects needs so that this level holds for all of them together. */
  public Confidence sharedBy(int effects) {
    return new Confidence(1 - (1 - level) / effects, tightestAt, leastPeople, leastReached);
  }

  /**
   * How far an interval reaches to each side of its estimate, in standard errors, with so many
   * people in both arms.
   *
   * <p>A classical interval would reach 1.96 of them, and be wrong sooner or later if one looks
   * often enough. This is the boundary that a random walk with normal steps crosses with
   * probability {@code 1 - level} if it runs for ever (Robbins, 1970: a mixture of likelihood
   * ratios over normal effects, by Ville's inequality): with t people and a spread r of the
   * mixture, the root of
   *
   * <pre>  (t r² + 1) / (t r²) · ln((t r² + 1) / (1 - level)²)</pre>
   */
  double standardErrors(long people) {
    double alpha = 1 - level;
    double spread = people * (leastOfMixture(alpha) / tightestAt);
    return Math.sqrt((spread + 1) / spread * Math.log((spread + 1) / (alpha * alpha)));
  }

  /** The t r² at which the above is least: where x = ln((x + 1) / alpha²), found step by step. */
  private static double leastOfMixture(double alpha) {
    double x = 1;
    double next = Math.log((x + 1) / (alpha * alpha));
    while (Math.abs(next - x) > 1e-12 * next) {
      x = next;
      next = Math.log((x + 1) / (alpha * alpha));
    }
    return next;
  }
}
