package dev.nudge.conformance.flink;

import dev.nudge.conformance.flink.FlinkResult.Trouble;
import dev.nudge.conformance.pattern.Match;
import dev.nudge.conformance.pattern.Partial;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.conformance.pattern.Step;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;

/**
 * Drives Flink's NFA through a case, as CepOperator does in event time: for each key by itself, at
 * each distinct time first the time and then the events.
 */
public final class FlinkRun {
  /**
   * A case in which Flink has more is not compared: Nudge may have two for one, and keeps 1,000.
   */
  private static final int MOST_RUNS = 500;

  private static final long END = Long.MAX_VALUE / 2;

  private final PatternCase wanted;
  private final AfterMatchSkipStrategy skip;
  private final NFA<Integer> nfa;
  private final Clock clock;
  private final Set<Match> matches = new LinkedHashSet<>();
  private final Set<Partial> timedOut = new LinkedHashSet<>();
  private boolean heldBack;

  /** When Flink is told of the time. */
  public enum Clock {
    /** At every event and every deadline there could be, so that deadlines are seen in time. */
    OF_DEADLINES,
    /** At every event only, as by a watermark that follows them. */
    OF_EVENTS
  }

  private FlinkRun(PatternCase wanted, AfterMatchSkipStrategy skip, NFA<Integer> nfa, Clock clock) {
    this.wanted = wanted;
    this.skip = skip;
    this.nfa = nfa;
    this.clock = clock;
  }

  /** What Flink makes of a case under a skip strategy, which need not be the pattern's. */
  public static FlinkResult of(PatternCase wanted, Skip skip, Clock clock) {
    AfterMatchSkipStrategy strategy = FlinkPattern.skip(skip);
    NFA<Integer> nfa;
    try {
      nfa = NFACompiler.compileFactory(FlinkPattern.of(wanted, strategy), true).createNFA();
    } catch (NullPointerException e) {
      return FlinkResult.of(Trouble.Kind.THROWN, "compiling it fails");
    } catch (RuntimeException e) {
      return FlinkResult.of(Trouble.Kind.REFUSED, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      return FlinkResult.of(Trouble.Kind.ENDLESS, "compiling it does not end");
    }
    if (Endless.is(nfa)) {
      return FlinkResult.of(Trouble.Kind.ENDLESS, "a circle of states");
    }
    FlinkRun run = new FlinkRun(wanted, strategy, nfa, clock);
    try {
      for (List<Integer> partition : wanted.partitions()) {
        if (!run.drive(partition)) {
          return FlinkResult.of(Trouble.Kind.TOO_MANY_RUNS, "more than " + MOST_RUNS);
        }
      }
    } catch (Exception e) {
      return FlinkResult.of(Trouble.Kind.THROWN, e.toString());
    }
    return new FlinkResult(run.matches, run.timedOut, run.heldBack, Optional.empty());
  }

  private boolean drive(List<Integer> partition) throws Exception {
    SharedBuffer<Integer> buffer = new SharedBuffer<>(new MemoryStore(), IntSerializer.INSTANCE);
    try {
      NFAState state = nfa.createInitialNFAState();
      int next = 0;
      for (long time : times(partition)) {
        advance(buffer, state, time);
        while (next < partition.size() && time(partition.get(next)) == time) {
          process(buffer, state, partition.get(next++));
          if (state.getPartialMatches().size() > MOST_RUNS || matches.size() > MOST_RUNS) {
            return false;
          }
        }
      }
      return true;
    } finally {
      buffer.releaseCacheStatisticsTimer();
    }
  }

  private Set<Long> times(List<Integer> partition) {
    Set<Long> times = new TreeSet<>();
    for (int index : partition) {
      long time = time(index);
      times.add(time);
      if (clock == Clock.OF_DEADLINES) {
        wanted.pattern().within().ifPresent(within -> times.add(time + within.toMillis()));
        for (Step step : wanted.pattern().steps()) {
          step.within().map(Duration::toMillis).ifPresent(within -> times.add(time + within));
        }
      }
    }
    times.add(END);
    return times;
  }

  private void advance(SharedBuffer<Integer> buffer, NFAState state, long time) throws Exception {
    try (SharedBufferAccessor<Integer> accessor = buffer.getAccessor()) {
      var result = nfa.advanceTime(accessor, state, time, skip);
      collect(result.f0, time, Match.BY_DEADLINE);
      for (Tuple2<Map<String, List<Integer>>, Long> partial : result.f1) {
        timedOut.add(new Partial(partial.f0, partial.f1));
      }
    }
    heldBack |= !state.getCompletedMatches().isEmpty();
  }

  private void process(SharedBuffer<Integer> buffer, NFAState state, int index) throws Exception {
    try (SharedBufferAccessor<Integer> accessor = buffer.getAccessor()) {
      collect(
          nfa.process(accessor, state, index, time(index), skip, () -> time(index)),
          time(index),
          index);
    }
    heldBack |= !state.getCompletedMatches().isEmpty();
  }

  private void collect(Collection<Map<String, List<Integer>>> found, long time, int completedBy) {
    for (Map<String, List<Integer>> match : found) {
      matches.add(new Match(match, time, completedBy));
    }
  }

  private long time(int index) {
    return wanted.events().get(index).time();
  }
}
