package dev.nudge.insight;

import java.util.OptionalDouble;

/**
 * What is known of the people of one arm: counts and sums, in which people, days and machines add
 * up in any order. Each component is a number that a column of a database row can hold, and a row
 * can be brought up to date by adding another arm's numbers to it. Adding costs constant time.
 *
 * <p>Sums are doubles: equal up to rounding (a relative 1e-12 or so) whatever the order.
 *
 * @param bound a value beyond it, or below its negative, counts as the bound itself, so that one
 *     person cannot make the result; positive, {@link Double#POSITIVE_INFINITY} for no bound
 * @param people how many people, each counted once
 * @param reached how many of them reached the goal
 * @param capped how many of them had a value beyond the bound
 * @param value sum of values
 * @param valueSquares sum of squared values
 * @param before sum of what was known before, which {@link Outcome#before} is of each person
 * @param beforeSquares sum of its squares
 * @param beforeOfReached sum of it over those who reached the goal
 * @param valueTimesBefore sum of value times what was known before
 */
public record Arm(
    double bound,
    long people,
    long reached,
    long capped,
    double value,
    double valueSquares,
    double before,
    double beforeSquares,
    double beforeOfReached,
    double valueTimesBefore) {
  /**
   * @throws IllegalArgumentException if no people could add up to these numbers
   */
  public Arm {
    if (!(bound > 0)) {
      throw new IllegalArgumentException("an arm's bound must be positive, not " + bound);
    }
    if (people < 0 || reached < 0 || reached > people || capped < 0 || capped > people) {
      throw new IllegalArgumentException(
          "an arm cannot have %d people of whom %d reached the goal and %d had a value capped"
              .formatted(people, reached, capped));
    }
    if (!(valueSquares >= 0) || !(beforeSquares >= 0)) {
      throw new IllegalArgumentException(
          "sums of squares cannot be %s and %s".formatted(valueSquares, beforeSquares));
    }
    if (!Double.isFinite(
        value + valueSquares + before + beforeSquares + beforeOfReached + valueTimesBefore)) {
      throw new IllegalArgumentException("an arm's sums must be finite");
    }
  }

  /** Nobody yet; values will be capped at the bound. */
  public static Arm empty(double bound) {
    return new Arm(bound, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** This arm and one person more. */
  public Arm with(Outcome outcome) {
    return plus(of(outcome));
  }

  /**
   * This arm without one person, whose outcome was added before: how an outcome is corrected.
   *
   * @throws IllegalArgumentException if nobody such can be in it
   */
  public Arm without(Outcome outcome) {
    Arm one = of(outcome);
    return new Arm(
        bound,
        people - one.people,
        reached - one.reached,
        capped - one.capped,
        value - one.value,
        Math.max(0, valueSquares - one.valueSquares),
        before - one.before,
        Math.max(0, beforeSquares - one.beforeSquares),
        beforeOfReached - one.beforeOfReached,
        valueTimesBefore - one.valueTimesBefore);
  }

  /**
   * Both arms' people, of whom none may be in both.
   *
   * @throws IllegalArgumentException if their values are capped at different bounds
   */
  public Arm plus(Arm other) {
    requireSameBound(other);
    return new Arm(
        bound,
        Math.addExact(people, other.people),
        reached + other.reached,
        capped + other.capped,
        value + other.value,
        valueSquares + other.valueSquares,
        before + other.before,
        beforeSquares + other.beforeSquares,
        beforeOfReached + other.beforeOfReached,
        valueTimesBefore + other.valueTimesBefore);
  }

  /** The share of people who reached the goal, 0 to 1; empty where there is nobody. */
  public OptionalDouble rate() {
    return ofEach((double) reached);
  }

  /** The value of a person, on average; empty where there is nobody. */
  public OptionalDouble valueOfEach() {
    return ofEach(value);
  }

  void requireSameBound(Arm other) {
    if (bound != other.bound) {
      throw new IllegalArgumentException(
          "values capped at %s cannot be held against values capped at %s"
              .formatted(bound, other.bound));
    }
  }

  /** Reaching the goal as a number of each person, 1 or 0. */
  Moments reaching() {
    double ones = (double) reached;
    return Moments.ofSums(people, ones, ones, before, beforeSquares, beforeOfReached);
  }

  /** The value of each person. */
  Moments values() {
    return Moments.ofSums(people, value, valueSquares, before, beforeSquares, valueTimesBefore);
  }

  private Arm of(Outcome outcome) {
    double capped = Math.max(-bound, Math.min(bound, outcome.value()));
    double before = outcome.before();
    return new Arm(
        bound,
        1,
        outcome.reached() ? 1 : 0,
        capped == outcome.value() ? 0 : 1,
        capped,
        capped * capped,
        before,
        before * before,
        outcome.reached() ? before : 0,
        capped * before);
  }

  private OptionalDouble ofEach(double sum) {
    return people == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / people);
  }
}
