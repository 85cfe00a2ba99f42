package dev.nudge.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an offer did to those who got it, as far as it can be told by now.
 *
 * @param treated people who got the offer
 * @param heldOut people who would have got it
 * @param rate how the share of people who reached the goal has changed, its total in people; empty
 *     where it is too early
 * @param value how the value of a person has changed, its total in the unit of values; empty where
 *     it is too early or nobody has a value
 * @param warnings why something is empty, and what must not be overlooked
 */
public record Effect(
    Arm treated,
    Arm heldOut,
    Optional<Change> rate,
    Optional<Change> value,
    List<Warning> warnings) {
  private static final Interval ANY =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  private static final Interval RATES = new Interval(-1, 1);
  private static final Interval UPLIFTS_OF_RATES = new Interval(-1, Double.POSITIVE_INFINITY);

  public Effect {
    warnings = List.copyOf(warnings);
  }

  /**
   * Holds people who got the offer against people who were held out.
   *
   * @throws IllegalArgumentException if their values are capped at different bounds
   */
  public static Effect of(Arm treated, Arm heldOut, Confidence confidence) {
    treated.requireSameBound(heldOut);
    List<Warning> warnings = new ArrayList<>();
    Optional<Change> rate = Optional.empty();
    Optional<Change> value = Optional.empty();
    if (enoughPeople(treated, heldOut, confidence, warnings)) {
      double boundary = confidence.standardErrors(treated.people() + heldOut.people());
      if (enoughForRates(treated, heldOut, confidence, warnings)) {
        rate =
            new Comparison(treated.reaching(), heldOut.reaching(), boundary)
                .change(RATES, UPLIFTS_OF_RATES);
      }
      if (treated.valueSquares() + heldOut.valueSquares() > 0
          && enoughForValues(treated, heldOut, confidence, warnings)) {
        value = new Comparison(treated.values(), heldOut.values(), boundary).change(ANY, ANY);
      }
    }
    long capped = treated.capped() + heldOut.capped();
    if (capped > 0) {
      warnings.add(
          warning(
              Warning.Kind.CAPPED,
              "%d of %d people had a value beyond %s, which counts as %s",
              capped,
              treated.people() + heldOut.people(),
              treated.bound(),
              treated.bound()));
    }
    return new Effect(treated, heldOut, rate, value, warnings);
  }

  /** The same, and a warning. */
  Effect warnedOf(Warning warning) {
    List<Warning> more = new ArrayList<>(warnings);
    more.add(warning);
    return new Effect(treated, heldOut, rate, value, more);
  }

  private static boolean enoughPeople(
      Arm treated, Arm heldOut, Confidence confidence, List<Warning> warnings) {
    if (Math.min(treated.people(), heldOut.people()) >= confidence.leastPeople()) {
      return true;
    }
    warnings.add(
        warning(
            Warning.Kind.TOO_FEW_PEOPLE,
            "%d people got the offer and %d were held out; an effect needs %d of each",
            treated.people(),
            heldOut.people(),
            confidence.leastPeople()));
    return false;
  }

  private static boolean enoughForRates(
      Arm treated, Arm heldOut, Confidence confidence, List<Warning> warnings) {
    long reached = treated.reached() + heldOut.reached();
    long others = treated.people() + heldOut.people() - reached;
    if (Math.min(reached, others) >= confidence.leastReached()) {
      return true;
    }
    warnings.add(
        warning(
            Warning.Kind.TOO_FEW_REACHED,
            "%d people reached the goal and %d did not; an effect on rates needs %d of each",
            reached,
            others,
            confidence.leastReached()));
    return false;
  }

  /** An arm in which hardly anybody has a value yet does not show how much values differ. */
  private static boolean enoughForValues(
      Arm treated, Arm heldOut, Confidence confidence, List<Warning> warnings) {
    if (Math.min(treated.reached(), heldOut.reached()) >= confidence.leastReached()) {
      return true;
    }
    warnings.add(
        warning(
            Warning.Kind.TOO_FEW_REACHED,
            "%d of those who got the offer reached the goal, and %d of those held out;"
                + " an effect on values needs %d of each",
            treated.reached(),
            heldOut.reached(),
            confidence.leastReached()));
    return false;
  }

  private static Warning warning(Warning.Kind kind, String reason, Object... numbers) {
    return new Warning(kind, String.format(Locale.ROOT, reason, numbers));
  }
}
