package dev.nudge.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArmTest {
  @Test
  void sumsAreThoseOfThePeople() {
    Arm arm =
        Arm.empty(100)
            .with(new Outcome(true, 30, 5))
            .with(new Outcome(false, 0, 7))
            .with(new Outcome(true, 10, 2));

    assertThat(arm).isEqualTo(new Arm(100, 3, 2, 0, 40, 1_000, 14, 78, 7, 170));
    assertThat(arm.rate()).hasValue(2.0 / 3);
    assertThat(arm.valueOfEach()).hasValue(40.0 / 3);
  }

  @Test
  void aValueBeyondTheBoundCountsAsTheBoundAndIsCounted() {
    Arm arm =
        Arm.empty(100)
            .with(Outcome.of(true, 100))
            .with(Outcome.of(true, 5_000))
            .with(Outcome.of(true, -700));

    assertThat(arm.value()).isEqualTo(100);
    assertThat(arm.valueSquares()).isEqualTo(30_000);
    assertThat(arm.capped()).isEqualTo(2);
  }

  @Test
  void nobodyHasNoRate() {
    assertThat(Arm.empty(100).rate()).isEmpty();
    assertThat(Arm.empty(100).valueOfEach()).isEmpty();
  }

  @Test
  void armsOfDifferentBoundsAreNotAdded() {
    assertThatThrownBy(() -> Arm.empty(100).plus(Arm.empty(200)))
        .hasMessage("values capped at 100.0 cannot be held against values capped at 200.0");
  }

  @Test
  void somebodyWhoIsNotInItCannotBeTakenOut() {
    Arm arm = Arm.empty(100).with(Outcome.of(false, 0));

    assertThatThrownBy(() -> arm.without(Outcome.of(true, 1)))
        .hasMessage(
            "an arm cannot have 0 people of whom -1 reached the goal and 0 had a value capped");
  }

  @Test
  void sumsThatNobodyAddsUpToAreRefused() {
    assertThatThrownBy(() -> new Arm(100, 1, 2, 0, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Arm(100, 1, 1, 0, 5, -1, 0, 0, 0, 0))
        .hasMessage("sums of squares cannot be -1.0 and 0.0");
    assertThatThrownBy(() -> new Arm(100, 1, 1, 0, Double.NaN, 1, 0, 0, 0, 0))
        .hasMessage("an arm's sums must be finite");
    assertThatThrownBy(() -> Arm.empty(0)).hasMessage("an arm's bound must be positive, not 0.0");
    assertThatThrownBy(() -> Outcome.of(true, Double.POSITIVE_INFINITY))
        .hasMessage("an outcome's numbers must be finite, not value Infinity and before 0.0");
  }
}
