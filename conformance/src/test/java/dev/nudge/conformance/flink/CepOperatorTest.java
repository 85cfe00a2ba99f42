package dev.nudge.conformance.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.conformance.pattern.Match;
import dev.nudge.conformance.pattern.Partial;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.conformance.random.RandomCase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.functions.TimedOutPartialMatchHandler;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/**
 * Driving Flink's NFA is what Flink's operator does: the same pairs through the operator itself.
 */
class CepOperatorTest {
  private static final int PAIRS = 300;
  private static final long SEED = 7;

  @Test
  void theOperatorFindsWhatTheDrivenNfaFinds() throws Exception {
    int compared = 0;
    int matching = 0;
    int timingOut = 0;
    for (int number = 0; compared < PAIRS; number++) {
      PatternCase pair = RandomCase.of(SEED, number);
      Skip skip = pair.pattern().skip();
      FlinkResult driven = FlinkRun.of(pair, skip, FlinkRun.Clock.OF_EVENTS);
      // The operator sets no timer for the limit of a step, so such a deadline never comes to it.
      if (driven.trouble().isPresent()
          || pair.pattern().steps().stream().anyMatch(step -> step.within().isPresent())) {
        continue;
      }
      compared++;
      Set<Map<String, List<Integer>>> expected =
          driven.matches().stream().map(Match::taken).collect(Collectors.toSet());
      matching += expected.isEmpty() ? 0 : 1;
      timingOut += driven.timedOut().isEmpty() ? 0 : 1;
      Found found = throughTheOperator(pair, skip);
      assertThat(found.matches()).as("pair %d", number).isEqualTo(expected);
      assertThat(found.timedOut()).as("pair %d", number).isEqualTo(driven.timedOut());
    }
    assertThat(matching).isGreaterThan(PAIRS / 10);
    assertThat(timingOut).isGreaterThan(PAIRS / 10);
  }

  private record Found(Set<Map<String, List<Integer>>> matches, Set<Partial> timedOut) {}

  private static Found throughTheOperator(PatternCase pair, Skip skip) throws Exception {
    AfterMatchSkipStrategy strategy = FlinkPattern.skip(skip);
    Map<Integer, Integer> partitionOf = new HashMap<>();
    List<List<Integer>> partitions = pair.partitions();
    for (int partition = 0; partition < partitions.size(); partition++) {
      for (int event : partitions.get(partition)) {
        partitionOf.put(event, partition);
      }
    }
    Found found = new Found(new HashSet<>(), new HashSet<>());
    var operator =
        new CepOperator<Integer, Integer, String>(
            IntSerializer.INSTANCE,
            false,
            NFACompiler.compileFactory(FlinkPattern.of(pair, strategy), true),
            null,
            strategy,
            new Collecting(found),
            null);
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, partitionOf::get, BasicTypeInfo.INT_TYPE_INFO)) {
      harness.open();
      for (int i = 0; i < pair.events().size(); i++) {
        if (!partitionOf.containsKey(i)) {
          continue;
        }
        long time = pair.events().get(i).time();
        harness.processWatermark(time - 1);
        harness.processElement(i, time);
      }
      harness.processWatermark(Long.MAX_VALUE / 2);
    }
    return found;
  }

  private static final class Collecting extends PatternProcessFunction<Integer, String>
      implements TimedOutPartialMatchHandler<Integer> {
    private final transient Found found;

    Collecting(Found found) {
      this.found = found;
    }

    @Override
    public void processMatch(
        Map<String, List<Integer>> match, Context context, Collector<String> out) {
      found.matches().add(new TreeMap<>(match));
    }

    @Override
    public void processTimedOutMatch(Map<String, List<Integer>> match, Context context) {
      found.timedOut().add(new Partial(match, context.timestamp()));
    }
  }
}
