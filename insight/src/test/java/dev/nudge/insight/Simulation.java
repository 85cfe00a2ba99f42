package dev.nudge.insight;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Many runs of one experiment, each looked at at the end of every day: in how many did an interval
 * leave out the truth at any look?
 *
 * @param name what the experiment is about
 * @param bound of values
 * @param heldOut who is held out, and how many a day
 * @param treated who gets the offer, and how many a day
 */
record Simulation(
    String name,
    double bound,
    Shoppers heldOut,
    int heldOutADay,
    Shoppers treated,
    int treatedADay) {
  static final int RUNS = 2_000;
  static final int DAYS = 30;

  /** What is estimated. */
  enum Figure {
    RATE,
    RATE_UPLIFT,
    VALUE,
    VALUE_UPLIFT,
    ADJUSTED_VALUE,
    CLASSICAL_RATE
  }

  /** An A/A test: the offer does nothing. */
  static Simulation nothing(String name, double bound, Shoppers all, int heldOut, int treated) {
    return new Simulation(name, bound, all, heldOut, all, treated);
  }

  /**
   * In how many runs each figure's interval left out the truth at some look; without those unseen.
   */
  Map<Figure, Integer> run(long seed) {
    Map<Figure, Integer> wrong = new EnumMap<>(Figure.class);
    Random random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      oneRun(random).forEach((figure, ok) -> wrong.merge(figure, ok ? 0 : 1, Integer::sum));
    }
    return wrong;
  }

  /** Whether each figure's interval held the truth at every look at which there was one. */
  private Map<Figure, Boolean> oneRun(Random random) {
    Map<Figure, Boolean> held = new EnumMap<>(Figure.class);
    double rates = treated.rate() - heldOut.rate();
    double rateUplift = treated.rate() / heldOut.rate() - 1;
    double values = treated.trueValue(bound) - heldOut.trueValue(bound);
    double valueUplift = treated.trueValue(bound) / heldOut.trueValue(bound) - 1;
    Arm out = Arm.empty(bound);
    Arm in = Arm.empty(bound);
    for (int day = 0; day < DAYS; day++) {
      out = out.plus(heldOut.draw(random, heldOutADay, bound));
      in = in.plus(treated.draw(random, treatedADay, bound));
      Effect effect = Effect.of(in, out, Confidence.DEFAULT);
      double boundary = Confidence.DEFAULT.standardErrors(in.people() + out.people());
      effect
          .rate()
          .ifPresent(
              rate -> {
                look(held, Figure.RATE, Optional.of(rate.difference()), rates);
                look(held, Figure.RATE_UPLIFT, rate.uplift(), rateUplift);
                look(held, Figure.CLASSICAL_RATE, Optional.of(classical(rate, boundary)), rates);
              });
      effect
          .value()
          .ifPresent(
              value -> {
                look(held, Figure.VALUE, Optional.of(value.difference()), values);
                look(held, Figure.VALUE_UPLIFT, value.uplift(), valueUplift);
                look(held, Figure.ADJUSTED_VALUE, value.adjusted(), values);
              });
    }
    return held;
  }

  private static void look(
      Map<Figure, Boolean> held, Figure figure, Optional<Estimate> estimate, double truth) {
    estimate.ifPresent(
        it -> held.merge(figure, it.interval().contains(truth), Boolean::logicalAnd));
  }

  /** What one would say who looks only once: 1.96 standard errors to each side. */
  private static Estimate classical(Change rate, double boundary) {
    Estimate ours = rate.difference();
    double reach = (ours.interval().high() - ours.value()) / boundary * 1.959964;
    return new Estimate(ours.value(), new Interval(ours.value() - reach, ours.value() + reach));
  }

  /** A row of the table of docs/effects.md. */
  String row(Map<Figure, Integer> wrong) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    for (Figure figure : Figure.values()) {
      Integer runs = wrong.get(figure);
      row.append(
          runs == null ? " |" : String.format(Locale.ROOT, " %.2f %% |", 100.0 * runs / RUNS));
    }
    return row + "\n";
  }
}
