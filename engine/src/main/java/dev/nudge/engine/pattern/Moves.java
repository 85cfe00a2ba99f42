package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.funnel.PatternCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts how runs move, tells the listener of it, and a tracer why. Where nobody wants to know,
 * counting is all it costs.
 */
final class Moves {
  private final MatchContext context;
  private @Nullable Object partitionKey;

  Moves(MatchContext context) {
    this.context = context;
  }

  /** What is told from here on is of another pattern. */
  void begin() {
    if (partitionKey != null) {
      partitionKey = null;
    }
  }

  /** The partition of what is told from here on; null for any. */
  void ofPartition(@Nullable Object key) {
    if (tracer() != null) {
      partitionKey = key;
    }
  }

  /** Who wants to hear of every detail; null for nobody. */
  @Nullable Tracer tracer() {
    return context.listener.tracer();
  }

  void moved(Listener.Move move, Run run, @Nullable Event by) {
    count(move, run, run);
    if (context.listener.wantsMoves()) {
      tell(move, run, run, new int[] {run.state()}, by);
    }
  }

  /** {@code states}: where the run is now, as one run each. */
  void moved(Listener.Move move, Run before, Run run, int[] states, @Nullable Event by) {
    count(move, before, run);
    if (context.listener.wantsMoves()) {
      tell(move, before, run, states, by);
    }
  }

  /** A run took one more event; nobody wants to know more of it. */
  void advanced(int from, int to) {
    PatternCounts counts = context.listener.counts();
    if (counts != null) {
      counts.advanced(from, to);
    }
  }

  private void count(Listener.Move move, Run before, Run run) {
    PatternCounts counts = context.listener.counts();
    if (counts == null) {
      return;
    }
    int step = run.taken().step();
    switch (move) {
      case STARTED -> counts.started(step);
      case ADVANCED -> counts.advanced(before.taken().step(), step);
      case COMPLETED -> counts.completed(step);
      case CANCELLED -> counts.cancelled(step);
      case EXPIRED -> counts.expired(step);
      case SKIPPED -> counts.skipped(step);
      case DROPPED -> counts.dropped(step);
    }
  }

  private void tell(Listener.Move move, Run before, Run run, int[] states, @Nullable Event by) {
    String[] names = context.program.stepNames;
    String step = names[run.taken().step()];
    Tracer tracer = tracer();
    if (tracer != null) {
      List<RunSnapshot> runs =
          Arrays.stream(states).mapToObj(state -> snapshot(run.moveTo(state))).toList();
      tracer.moved(move, runs, step, by);
    }
    context.listener.moved(move, names[before.taken().step()], step, by);
  }

  void dropped(Run run) {
    context.listener.dropped();
    moved(Listener.Move.DROPPED, run, null);
  }

  void overtaken() {
    Tracer tracer = tracer();
    if (tracer != null) {
      tracer.overtaken();
    }
  }

  void filtered(Tracer.Filter filter) {
    Tracer tracer = tracer();
    if (tracer != null) {
      tracer.filtered(filter);
    }
  }

  RunSnapshot snapshot(Run run) {
    return RunSnapshot.of(context.program, run, Optional.ofNullable(partitionKey));
  }
}
