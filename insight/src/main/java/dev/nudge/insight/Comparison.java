package dev.nudge.insight;

import java.util.Optional;

/**
 * Two arms' means of one number, held against each other with asymptotic confidence sequences
 * (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and
 * asymptotic confidence sequences", Annals of Statistics, 2024).
 *
 * <p>The difference of means is, but for what vanishes, a mean over people of both arms, so its
 * interval is the boundary ({@link Confidence#standardErrors}) times the standard error that
 * anybody would write down, the root of v/n of the one arm plus v/n of the other. Into both goes
 * the greater of the two variances: with a few held-out people, of whom a few reach the goal, the
 * variance is small just when the mean is, and intervals around it would be too sure of themselves.
 */
record Comparison(Moments treated, Moments heldOut, double boundary) {
  /**
   * What there is to say; empty where nobody differs from anybody in an arm: such people tell
   * nothing.
   *
   * @param differences between which a difference lies in any case
   * @param uplifts between which an uplift lies in any case
   */
  Optional<Change> change(Interval differences, Interval uplifts) {
    if (variance() == 0) {
      return Optional.empty();
    }
    Estimate difference = difference().within(differences);
    Optional<Estimate> adjusted = adjusted().map(estimate -> estimate.within(differences));
    return Optional.of(
        new Change(
            difference,
            uplift().map(estimate -> estimate.within(uplifts)),
            adjusted,
            adjusted.orElse(difference).times((double) treated.people())));
  }

  private double variance() {
    return Math.max(treated.variance(), heldOut.variance());
  }

  private Estimate difference() {
    double value = treated.mean() - heldOut.mean();
    double reach =
        boundary * Math.sqrt(variance() / treated.people() + variance() / heldOut.people());
    return new Estimate(value, new Interval(value - reach, value + reach));
  }

  /**
   * The ratios r for which the interval around (treated - r * held out) contains 0, less 1
   * (Fieller, 1954). If r is the true ratio, that difference has a mean of 0, so the true one is
   * left out no more often than promised; no logarithm is taken, so nothing needs to be normal but
   * the means; and the uplift leaves out 0 if and only if the difference does. The ratios are those
   * between the roots of a r² - 2 b r + c, as long as a is positive, which is while the mean of the
   * people held out is surely above 0.
   */
  private Optional<Estimate> uplift() {
    double square = boundary * boundary * variance();
    double a = heldOut.mean() * heldOut.mean() - square / heldOut.people();
    if (!(heldOut.mean() > 0 && a > 0)) {
      return Optional.empty();
    }
    double b = treated.mean() * heldOut.mean();
    double c = treated.mean() * treated.mean() - square / treated.people();
    double root = Math.sqrt(Math.max(0, b * b - a * c));
    return Optional.of(
        new Estimate(
            treated.mean() / heldOut.mean() - 1,
            new Interval((b - root) / a - 1, (b + root) / a - 1)));
  }

  /**
   * CUPED (Deng, Xu, Kohavi and Walker, WSDM 2013): the difference of y - slope * x, with the slope
   * of y over x within the arms. Since x was known before the trigger, its mean is the same in both
   * arms but for chance.
   */
  private Optional<Estimate> adjusted() {
    double before = weighted(treated.varianceBefore(), heldOut.varianceBefore());
    if (before == 0) {
      return Optional.empty();
    }
    double slope = weighted(treated.covariance(), heldOut.covariance()) / before;
    return Optional.of(
        new Comparison(treated.less(slope), heldOut.less(slope), boundary).difference());
  }

  private double weighted(double ofTreated, double ofHeldOut) {
    return ofTreated * (treated.people() - 1) + ofHeldOut * (heldOut.people() - 1);
  }
}
