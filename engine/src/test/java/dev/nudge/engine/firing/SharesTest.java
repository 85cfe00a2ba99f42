package dev.nudge.engine.firing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holdouts and variants divide people as they say, independently of each other. */
class SharesTest {
  private static final int PEOPLE = 100_000;

  private static long count(Predicate<String> who) {
    return IntStream.range(0, PEOPLE).mapToObj(i -> "user-" + i).filter(who).count();
  }

  @Test
  void aHoldoutHoldsItsShare() {
    // Five standard deviations of a fair draw are 650 people.
    assertThat(count(new Holdout("spring", 0.2)::holds)).isBetween(19_350L, 20_650L);
    assertThat(count(new Holdout("spring", 0)::holds)).isZero();
  }

  @Test
  void twoHoldoutsAreIndependent() {
    Holdout one = new Holdout("one", 0.5);
    Holdout other = new Holdout("other", 0.5);
    assertThat(count(user -> one.holds(user) && other.holds(user))).isBetween(24_300L, 25_700L);
  }

  @Test
  void variantsHaveTheSharesOfTheirWeightsInAndOutOfAHoldout() {
    Variants variants =
        new Variants(
            "c",
            List.of(
                new Variants.Variant("ten", 60, null),
                new Variants.Variant("never", 0, null),
                new Variants.Variant("twenty", 40, null)));
    Holdout half = new Holdout("c", 0.5);
    assertThat(count(user -> variants.of(user).name().equals("ten"))).isBetween(59_200L, 60_800L);
    assertThat(count(user -> variants.of(user).name().equals("never"))).isZero();
    assertThat(count(user -> half.holds(user) && variants.of(user).name().equals("ten")))
        .isBetween(29_200L, 30_800L);
  }
}
