package dev.nudge.insight;

/**
 * A number y of each person of an arm beside what was known before, x: means and (sample)
 * variances.
 */
record Moments(
    long people,
    double mean,
    double variance,
    double meanBefore,
    double varianceBefore,
    double covariance) {

  /** Of at least two people. */
  static Moments ofSums(long people, double y, double yy, double x, double xx, double xy) {
    double meanY = y / people;
    double meanX = x / people;
    double free = people - 1.0;
    return new Moments(
        people,
        meanY,
        Math.max(0, yy - y * meanY) / free,
        meanX,
        Math.max(0, xx - x * meanX) / free,
        (xy - x * meanY) / free);
  }

  /** The moments of y - slope * x. */
  Moments less(double slope) {
    return new Moments(
        people,
        mean - slope * meanBefore,
        Math.max(0, variance - 2 * slope * covariance + slope * slope * varianceBefore),
        meanBefore,
        varianceBefore,
        covariance - slope * varianceBefore);
  }
}
