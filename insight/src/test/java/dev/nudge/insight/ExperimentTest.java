package dev.nudge.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.insight.Experiment.Part;
import dev.nudge.insight.Warning.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static final double BOUND = 500;

  @Test
  void eachVariantIsHeldAgainstThePeopleHeldOutAtASharedLevel() {
    Arm heldOut = arm(1_000, 90);
    Experiment experiment =
        new Experiment(
            new Part("held out", 10, heldOut),
            List.of(new Part("ten", 54, arm(5_400, 700)), new Part("twenty", 36, arm(3_600, 540))));

    Map<String, Effect> effects = experiment.effects(Confidence.DEFAULT);

    assertThat(experiment.sampleRatio().isBroken()).isFalse();
    assertThat(effects).containsOnlyKeys("ten", "twenty");
    assertThat(effects.get("ten"))
        .isEqualTo(Effect.of(arm(5_400, 700), heldOut, Confidence.DEFAULT.sharedBy(2)));
    assertThat(effects.get("twenty").warnings()).isEmpty();
  }

  @Test
  void sharesThatAreNotAsDeclaredAreSaidOfEachEffect() {
    Experiment experiment =
        new Experiment(
            new Part("held out", 10, arm(1_200, 90)),
            List.of(new Part("the offer", 90, arm(8_800, 800))));

    Effect effect = experiment.effects(Confidence.DEFAULT).get("the offer");

    assertThat(effect.rate()).isPresent();
    assertThat(effect.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.kind()).isEqualTo(Kind.SAMPLE_RATIO);
              assertThat(warning.reason())
                  .startsWith("of all people held out: 12.00 %, declared 10.00 %;")
                  .contains("the offer: 88.00 %, declared 90.00 %");
            });
  }

  @Test
  void twoPartsOfOneNameAreRefused() {
    Part part = new Part("same", 1, Arm.empty(BOUND));

    assertThatThrownBy(() -> new Experiment(part, List.of(part)))
        .hasMessage("two parts are called 'same'");
    assertThatThrownBy(() -> new Experiment(part, List.of()))
        .hasMessage("an experiment has a variant at least");
  }

  private static Arm arm(long people, long reached) {
    return new Arm(BOUND, people, reached, 0, 0, 0, 0, 0, 0, 0);
  }
}
