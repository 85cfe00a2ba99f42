package dev.nudge.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.Outcome;
import dev.nudge.insight.Arm;
import dev.nudge.insight.Change;
import dev.nudge.insight.Confidence;
import dev.nudge.insight.Effect;
import dev.nudge.insight.Estimate;
import dev.nudge.insight.Experiment;
import dev.nudge.insight.Experiment.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Shoppers with a known effect, the engine that decides who gets what, the outcomes that it tells,
 * and the intervals that are made of them: whoever looks every ten seconds finds the truth in all
 * of them, as often as is promised.
 */
final class CoverageTest {
  private static final KnownEffect EFFECT = KnownEffect.ofSecondLook();
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** What was found in a number of shops. */
  private static final class Found {
    int shops;

    /** In so many an interval left out the truth at some look. */
    int wrong;

    /** In so many the last intervals of both variants left out 0. */
    int told;

    /** In so many there was a last interval between the variants. */
    int compared;
  }

  @Test
  void theTruthIsInTheIntervalsOfTenShops() {
    Found found = look(10, Duration.ofMinutes(3));

    assertThat(found.compared).isEqualTo(10);
    assertThat(found.wrong).isLessThanOrEqualTo(1);
  }

  @Test
  @Tag("slow")
  void theTruthIsInTheIntervalsOfAHundredDemosAndFiveMinutesAreEnough() {
    Found found = look(100, Duration.ofMinutes(5));

    assertThat(found.wrong).isLessThanOrEqualTo(5);
    assertThat(found.told).isGreaterThanOrEqualTo(80);
  }

  private static Found look(int shops, Duration open) {
    Found found = new Found();
    for (int seed = 1; seed <= shops; seed++) {
      look(seed, open, found);
    }
    return found;
  }

  private static void look(long seed, Duration open, Found found) {
    ShopOnEngine shop = new ShopOnEngine(Shop.of(200, 20_000, seed).at(100), EFFECT);
    boolean right = true;
    Map<String, Effect> effects = Map.of();
    Optional<Change> between = Optional.empty();
    for (Duration time = LOOK; time.compareTo(open) <= 0; time = time.plus(LOOK)) {
      Map<String, Arm> arms = arms(shop.until(time).outcomes);
      effects = experiment(arms).effects(Confidence.DEFAULT);
      for (String variant : List.of("ten", "twenty")) {
        double truth = EFFECT.probability(variant) - EFFECT.probability(Outcome.HOLDOUT);
        right &= effects.get(variant).rate().map(rate -> holds(rate, truth)).orElse(true);
      }
      between = Effect.of(arm(arms, "twenty"), arm(arms, "ten"), Confidence.DEFAULT).rate();
      double truth = EFFECT.probability("twenty") - EFFECT.probability("ten");
      right &= between.map(rate -> holds(rate, truth)).orElse(true);
    }
    found.shops++;
    found.wrong += right ? 0 : 1;
    found.compared += between.isPresent() ? 1 : 0;
    found.told +=
        effects.values().stream()
                .allMatch(
                    effect ->
                        effect
                            .rate()
                            .map(Change::difference)
                            .filter(Estimate::leavesOutZero)
                            .isPresent())
            ? 1
            : 0;
  }

  private static boolean holds(Change rate, double truth) {
    return rate.difference().interval().contains(truth);
  }

  private static Experiment experiment(Map<String, Arm> arms) {
    List<Part> variants = new ArrayList<>();
    for (String name : List.of("ten", "twenty")) {
      variants.add(new Part(name, 40, arm(arms, name)));
    }
    return new Experiment(new Part(Outcome.HOLDOUT, 20, arm(arms, Outcome.HOLDOUT)), variants);
  }

  private static Arm arm(Map<String, Arm> arms, String name) {
    return arms.getOrDefault(name, Arm.empty(Double.POSITIVE_INFINITY));
  }

  /** The campaign offers once a day, so that an outcome is a person. */
  private static Map<String, Arm> arms(List<Outcome> outcomes) {
    Map<String, Arm> arms = new HashMap<>();
    for (Outcome outcome : outcomes) {
      arms.put(
          outcome.arm(),
          arm(arms, outcome.arm())
              .with(dev.nudge.insight.Outcome.of(outcome.goals() > 0, outcome.value())));
    }
    return arms;
  }
}
