package dev.nudge.conformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.conformance.pattern.Match;
import dev.nudge.engine.event.Event;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes that are excluded: each for a reason that can be shown. */
class ExamplesTest {
  /** Neither engine is wrong in these, so there is nothing to show. */
  private static final Set<Excluded> WITHOUT = EnumSet.of(Excluded.REFUSED, Excluded.TOO_MANY_RUNS);

  static List<Example> examples() {
    return Examples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theEnginesDifferAsDocumented(Example example) {
    Verdict verdict = Comparison.of(example.shown());
    List<Event> events = example.shown().events();
    assertThat(verdict.excluded()).contains(example.by());
    assertThat(words(verdict.own().matches(), events))
        .as("Flink")
        .containsExactlyInAnyOrderElementsOf(example.flink());
    assertThat(words(verdict.nudge().own(), events))
        .as("Nudge")
        .containsExactlyInAnyOrderElementsOf(example.nudge());
    assertThat(example.flink()).isNotEqualTo(example.nudge());
  }

  @Test
  void everyClassHasAnExample() {
    assertThat(examples().stream().map(Example::by))
        .containsAll(Arrays.stream(Excluded.values()).filter(by -> !WITHOUT.contains(by)).toList());
  }

  private static List<String> words(Collection<Match> matches, List<Event> events) {
    return matches.stream().map(match -> match.words(events)).toList();
  }
}
