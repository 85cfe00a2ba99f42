package dev.nudge.conformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.conformance.flink.FlinkResult;
import dev.nudge.conformance.flink.FlinkRun;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.conformance.random.RandomCase;
import org.junit.jupiter.api.Test;

/** The rule by which Nudge is judged where Flink holds matches back is Flink's own elsewhere. */
class SkipRuleTest {
  @Test
  void whereFlinkHoldsNothingBackItFiresByTheRule() {
    int different = 0;
    for (int number = 0; number < 2000; number++) {
      PatternCase pair = RandomCase.of(3, number);
      FlinkResult all = FlinkRun.of(pair, Skip.NO_SKIP, FlinkRun.Clock.OF_DEADLINES);
      FlinkResult own = FlinkRun.of(pair, pair.pattern().skip(), FlinkRun.Clock.OF_DEADLINES);
      if (all.trouble().isEmpty() && own.trouble().isEmpty() && !own.heldBack()) {
        assertThat(new SkipRule(pair).allows(all.matches(), own.matches()))
            .as("pair %d", number)
            .isTrue();
        different += own.matches().equals(all.matches()) ? 0 : 1;
      }
    }
    assertThat(different).as("pairs in which something is skipped").isGreaterThan(100);
  }
}
