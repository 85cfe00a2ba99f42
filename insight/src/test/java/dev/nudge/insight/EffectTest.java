package dev.nudge.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nudge.insight.Warning.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EffectTest {
  private static final double BOUND = 500;

  /** 9,000 people of whom 1,080 buy, 1,000 held out of whom 90 do: all by hand. */
  @Test
  void aDifferenceIsGivenWithItsIntervalAndWhatAllPeopleTogetherHaveMore() {
    Effect effect = effect(buyers(9_000, 1_080, 0), buyers(1_000, 90, 0));

    Change rate = effect.rate().orElseThrow();
    // Variance of each person: 0.12 * 0.88 * 9000/8999, the greater one, for both arms. Standard
    // error: the root of 0.1056117 (1/9000 + 1/1000) = 0.0108327. Boundary at 10,000 people,
    // tightest
    // at 5,000: t r² = 16.424, so the root of 17.424/16.424 * ln(17.424/0.0025) = 3.0640.
    assertThat(rate.difference().value()).isCloseTo(0.03, within(1e-9));
    assertThat(rate.difference().interval().low()).isCloseTo(-0.0031915, within(1e-5));
    assertThat(rate.difference().interval().high()).isCloseTo(0.0631915, within(1e-5));
    assertThat(rate.difference().leavesOutZero()).isFalse();
    assertThat(rate.uplift().orElseThrow().value()).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(rate.uplift().orElseThrow().leavesOutZero()).isFalse();
    assertThat(rate.total().value()).isCloseTo(270, within(1e-6));
    assertThat(rate.total().interval().high()).isCloseTo(568.7, within(0.1));
    assertThat(effect.value()).isEmpty();
    assertThat(effect.warnings()).isEmpty();
  }

  @Test
  void atTheTightestAnIntervalReachesThreeStandardErrors() {
    Confidence confidence = Confidence.DEFAULT;

    assertThat(confidence.standardErrors(5_000)).isCloseTo(3.0351, within(1e-4));
    assertThat(confidence.standardErrors(4_000)).isGreaterThan(3.0352);
    assertThat(confidence.standardErrors(6_000)).isGreaterThan(3.0352);
    assertThat(confidence.sharedBy(5).level()).isCloseTo(0.99, within(1e-12));
    assertThat(confidence.sharedBy(5).standardErrors(5_000)).isGreaterThan(3.4);
  }

  @Test
  void upliftAndDifferenceLeaveOutZeroTogether() {
    Random random = new Random(7);
    int surely = 0;
    int notSurely = 0;
    for (int i = 0; i < 2_000; i++) {
      Arm treated = new Shoppers(0.13, 20, 1).draw(random, 2_000 + random.nextInt(2_000), BOUND);
      Arm heldOut = new Shoppers(0.1, 20, 1).draw(random, 2_000, BOUND);
      Effect effect = effect(treated, heldOut);
      for (Change change : List.of(effect.rate().orElseThrow(), effect.value().orElseThrow())) {
        boolean sure = change.difference().leavesOutZero();
        assertThat(change.uplift().orElseThrow().leavesOutZero()).isEqualTo(sure);
        surely += sure ? 1 : 0;
        notSurely += sure ? 0 : 1;
      }
    }
    assertThat(surely).isGreaterThan(200);
    assertThat(notSurely).isGreaterThan(200);
  }

  @Test
  void withoutPeopleItIsTooEarly() {
    Effect effect = effect(buyers(9_000, 1_080, 0), buyers(99, 50, 0));

    assertThat(effect.rate()).isEmpty();
    assertThat(effect.value()).isEmpty();
    assertThat(effect.warnings())
        .containsExactly(
            new Warning(
                Kind.TOO_FEW_PEOPLE,
                "9000 people got the offer and 99 were held out; an effect needs 100 of each"));
    assertThat(effect.treated().rate()).hasValue(0.12);
  }

  @Test
  void whereHardlyAnybodyReachedTheGoalOrHardlyAnybodyDidNotItIsTooEarly() {
    assertThat(effect(buyers(900, 19, 0), buyers(100, 0, 0)).rate()).isEmpty();
    assertThat(effect(buyers(900, 900, 0), buyers(100, 90, 0)).rate()).isEmpty();
    assertThat(effect(buyers(900, 19, 0), buyers(100, 0, 0)).warnings())
        .containsExactly(
            new Warning(
                Kind.TOO_FEW_REACHED,
                "19 people reached the goal and 981 did not; an effect on rates needs 20 of each"));
  }

  @Test
  void whereNobodyHeldOutReachedTheGoalThereIsADifferenceButNoUpliftAndNoValue() {
    Effect effect = effect(buyers(900, 300, 10), buyers(300, 0, 10));

    assertThat(effect.rate().orElseThrow().difference().leavesOutZero()).isTrue();
    assertThat(effect.rate().orElseThrow().uplift()).isEmpty();
    assertThat(effect.value()).isEmpty();
    assertThat(effect.warnings())
        .containsExactly(
            new Warning(
                Kind.TOO_FEW_REACHED,
                "300 of those who got the offer reached the goal, and 0 of those held out;"
                    + " an effect on values needs 20 of each"));
  }

  @Test
  void cappedValuesAreSaid() {
    Effect effect =
        effect(buyers(900, 300, 10).with(Outcome.of(true, 10_000)), buyers(300, 50, 10));

    assertThat(effect.value()).isPresent();
    assertThat(effect.warnings())
        .containsExactly(
            new Warning(
                Kind.CAPPED, "1 of 1201 people had a value beyond 500.0, which counts as 500.0"));
  }

  @Test
  void armsCappedAtDifferentBoundsAreNotHeldAgainstEachOther() {
    assertThatThrownBy(() -> effect(Arm.empty(1), Arm.empty(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsKnownBeforeTakesOutWhatChanceDid() {
    Random random = new Random(11);
    Arm treated = Arm.empty(BOUND);
    Arm heldOut = Arm.empty(BOUND);
    for (int i = 0; i < 4_000; i++) {
      treated = treated.with(spender(random, 3));
      heldOut = heldOut.with(spender(random, 0));
    }

    Change value = effect(treated, heldOut).value().orElseThrow();

    Interval plain = value.difference().interval();
    Interval adjusted = value.adjusted().orElseThrow().interval();
    // Nine tenths of the variance is what was spent before, so the interval is a third as long.
    assertThat(adjusted.contains(3)).isTrue();
    assertThat((adjusted.high() - adjusted.low()) / (plain.high() - plain.low()))
        .isBetween(0.28, 0.36);
    assertThat(value.total()).isEqualTo(value.adjusted().orElseThrow().times(4_000));
  }

  private static Outcome spender(Random random, double more) {
    double before = 100 + 30 * random.nextGaussian();
    return new Outcome(true, before + 10 * random.nextGaussian() + more, before);
  }

  private static Effect effect(Arm treated, Arm heldOut) {
    return Effect.of(treated, heldOut, Confidence.DEFAULT);
  }

  private static Arm buyers(long people, long reached, double value) {
    return new Arm(BOUND, people, reached, 0, reached * value, reached * value * value, 0, 0, 0, 0);
  }
}
