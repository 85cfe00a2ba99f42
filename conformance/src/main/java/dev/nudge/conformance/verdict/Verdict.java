package dev.nudge.conformance.verdict;

import dev.nudge.conformance.engine.EngineResult;
import dev.nudge.conformance.flink.FlinkResult;
import dev.nudge.conformance.verdict.Difference.What;
import java.util.Optional;

/**
 * What came of a case.
 *
 * @param excluded why a difference does not count, or what is compared in another way
 * @param difference the first that was found
 * @param all what Flink made of it under {@code no_skip}
 * @param own what Flink made of it under the pattern's skip strategy
 * @param nudge what Nudge made of it
 */
public record Verdict(
    Optional<Excluded> excluded,
    Optional<Difference> difference,
    FlinkResult all,
    FlinkResult own,
    EngineResult nudge) {

  /** Whether the engines differ where they must not. */
  public boolean isFailure() {
    return difference.isPresent()
        && (isCompared()
            || difference.get().what() == What.CRASHED
            || excluded.orElseThrow() == Excluded.REFUSED);
  }

  /** Whether the results were held against each other. */
  public boolean isCompared() {
    return excluded.isEmpty() || excluded.get().isComparedByRule();
  }
}
