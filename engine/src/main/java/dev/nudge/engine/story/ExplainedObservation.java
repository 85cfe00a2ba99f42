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
record ExplainedObservation(Observation observation, List<Check> reasons, List<Check> audience) {
  static ExplainedObservation of(Observation observation) {
    if (observation instanceof Observation.Tried tried) {
      return new ExplainedObservation(
          observation, tried.tooEarly() ? List.of() : checks(tried.where()), List.of());
    } else if (observation instanceof Observation.Filtered filtered) {
      return new ExplainedObservation(observation, checks(filtered.reasons()), List.of());
    } else if (observation instanceof Observation.Refused refused) {
      return new ExplainedObservation(observation, List.of(), checks(refused.audience()));
    } else if (observation instanceof Observation.Weighed weighed) {
      return new ExplainedObservation(
          observation, checks(weighed.when()), checks(weighed.audience()));
    } else if (observation instanceof Observation.Judged judged) {
      return new ExplainedObservation(
          observation, checks(judged.when()), checks(judged.audience()));
    }
    return new ExplainedObservation(observation, List.of(), List.of());
  }

  private static List<Check> checks(Reasons reasons) {
    return List.copyOf(reasons.checks());
  }
}
