package dev.nudge.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** People add up, in whatever order and wherever they were counted. */
class ArmLawTest {
  private static final double BOUND = 100;

  @Property
  void addingIsAssociative(
      @ForAll("people") List<Outcome> a,
      @ForAll("people") List<Outcome> b,
      @ForAll("people") List<Outcome> c) {
    assertAlike(arm(a).plus(arm(b)).plus(arm(c)), arm(a).plus(arm(b).plus(arm(c))));
  }

  @Property
  void addingIsCommutative(@ForAll("people") List<Outcome> a, @ForAll("people") List<Outcome> b) {
    assertAlike(arm(a).plus(arm(b)), arm(b).plus(arm(a)));
  }

  @Property
  void nobodyChangesNothing(@ForAll("people") List<Outcome> people) {
    assertThat(arm(people).plus(Arm.empty(BOUND))).isEqualTo(arm(people));
  }

  @Property
  void aCorrectedOutcomeIsAsIfItHadBeenRightAtOnce(
      @ForAll("people") List<Outcome> people,
      @ForAll("person") Outcome wrong,
      @ForAll("person") Outcome right) {
    assertAlike(arm(people).with(wrong).without(wrong).with(right), arm(people).with(right));
  }

  @Property
  void anEffectIsThatOfAllPeopleHoweverTheyWereSplit(
      @ForAll("people") List<Outcome> one,
      @ForAll("people") List<Outcome> other,
      @ForAll("people") List<Outcome> heldOut) {
    List<Outcome> all = new ArrayList<>(other);
    all.addAll(one);
    Confidence eager = new Confidence(0.95, 100, 2, 1);

    Effect atOnce = Effect.of(arm(all), arm(heldOut), eager);
    Effect split = Effect.of(arm(one).plus(arm(other)), arm(heldOut), eager);

    assertThat(split.rate().map(Change::difference))
        .isEqualTo(atOnce.rate().map(Change::difference));
    assertThat(split.value().isPresent()).isEqualTo(atOnce.value().isPresent());
    split
        .value()
        .ifPresent(
            value ->
                assertClose(
                    value.difference().interval().low(),
                    atOnce.value().orElseThrow().difference().interval().low()));
    assertThat(split.warnings()).isEqualTo(atOnce.warnings());
  }

  @Provide
  Arbitrary<List<Outcome>> people() {
    return person().list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<Outcome> person() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.doubles().between(-50, 200),
            Arbitraries.doubles().between(0, 1_000))
        .as(Outcome::new);
  }

  private static Arm arm(List<Outcome> people) {
    Arm arm = Arm.empty(BOUND);
    for (Outcome outcome : people) {
      arm = arm.with(outcome);
    }
    return arm;
  }

  private static void assertAlike(Arm one, Arm other) {
    assertThat(one.people()).isEqualTo(other.people());
    assertThat(one.reached()).isEqualTo(other.reached());
    assertThat(one.capped()).isEqualTo(other.capped());
    assertClose(one.value(), other.value());
    assertClose(one.valueSquares(), other.valueSquares());
    assertClose(one.before(), other.before());
    assertClose(one.beforeSquares(), other.beforeSquares());
    assertClose(one.beforeOfReached(), other.beforeOfReached());
    assertClose(one.valueTimesBefore(), other.valueTimesBefore());
  }

  /** What is summed is below 1e6 a person, so rounding is below 1e-6 of 120 people. */
  private static void assertClose(double one, double other) {
    assertThat(one).isCloseTo(other, within(1e-6));
  }
}
