package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Reasons;
import dev.nudge.engine.expression.Check;
import java.util.List;

/**
 * An observation, and the reasons that could only be asked for while it was made.
 *
 * @param reasons of the condition it is about
 * @param audience of the audience, where that is another
 */
record Heard(Observation observation, List<Check> reasons, List<Check> audience) {
  static Heard of(Observation observation) {
    if (observation instanceof Observation.Tried tried) {
      return new Heard(
          observation, tried.tooEarly() ? List.of() : checks(tried.where()), List.of());
    } else if (observation instanceof Observation.Filtered filtered) {
      return new Heard(observation, checks(filtered.reasons()), List.of());
    } else if (observation instanceof Observation.Refused refused) {
      return new Heard(observation, List.of(), checks(refused.audience()));
    } else if (observation instanceof Observation.Weighed weighed) {
      return new Heard(observation, checks(weighed.when()), checks(weighed.audience()));
    } else if (observation instanceof Observation.Judged judged) {
      return new Heard(observation, checks(judged.when()), checks(judged.audience()));
    }
    return new Heard(observation, List.of(), List.of());
  }

  private static List<Check> checks(Reasons reasons) {
    return List.copyOf(reasons.checks());
  }
}
