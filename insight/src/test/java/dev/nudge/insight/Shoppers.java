package dev.nudge.insight;

import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Simulated people whose true numbers are known.
 *
 * @param rate the share that reaches the goal
 * @param median of the values of those who reach it; 0 for goals without values
 * @param spread of values: they are lognormal, all alike with 0, and with 1.5 the dearest hundredth
 *     of purchases is 33 times the median or more
 * @param regulars the share of people who bought before, and reach the goal at three times the rate
 *     of the others; with 0, nothing is known before
 */
record Shoppers(double rate, double median, double spread, double regulars) {
  private static final double SPENT_BEFORE = 50;

  Shoppers(double rate, double median, double spread) {
    this(rate, median, spread, 0);
  }

  /** So many people, drawn by chance. */
  Arm draw(Random random, int people, double bound) {
    int old = successes(random, people, regulars);
    double newRate = rate / (1 + 2 * regulars);
    Arm arm = some(random, people - old, newRate, bound);
    for (int i = 0; i < old; i++) {
      boolean reached = random.nextDouble() < 3 * newRate;
      double before = SPENT_BEFORE * Math.exp(0.5 * random.nextGaussian());
      arm = arm.with(new Outcome(reached, reached ? value(random) : 0, before));
    }
    return arm;
  }

  /** The value of a person in truth, with values capped at the bound. */
  double trueValue(double bound) {
    if (median == 0 || spread == 0) {
      return rate * Math.min(bound, median);
    }
    double z = Math.log(bound / median) / spread;
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double below =
        median * Math.exp(spread * spread / 2) * normal.cumulativeProbability(z - spread);
    double above = Double.isInfinite(bound) ? 0 : bound * normal.survivalProbability(z);
    return rate * (below + above);
  }

  private Arm some(Random random, int people, double share, double bound) {
    int reached = successes(random, people, share);
    Arm arm = new Arm(bound, people - reached, 0, 0, 0, 0, 0, 0, 0, 0);
    for (int i = 0; i < reached; i++) {
      arm = arm.with(Outcome.of(true, value(random)));
    }
    return arm;
  }

  private double value(Random random) {
    return median == 0 || spread == 0 ? median : median * Math.exp(spread * random.nextGaussian());
  }

  /** How many of these people do what each does with this probability: from one to the next. */
  static int successes(Random random, int people, double probability) {
    if (probability <= 0) {
      return 0;
    }
    double scale = Math.log1p(-probability);
    int found = 0;
    double at = 0;
    while (true) {
      at += 1 + Math.floor(Math.log(1 - random.nextDouble()) / scale);
      if (at > people) {
        return found;
      }
      found++;
    }
  }
}
