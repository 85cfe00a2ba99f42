package dev.nudge.engine.pattern;

import dev.nudge.engine.funnel.PatternCounts;
import java.util.Objects;

/** Moves the {@link Cohort} of a partition as a whole. */
final class Cohorts {
  private final MatchContext context;
  private final Conditions conditions;

  Cohorts(MatchContext context, Conditions conditions) {
    this.context = context;
    this.conditions = conditions;
  }

  /** Whether runs that begin now are to be kept as a cohort: nobody wants to hear of each. */
  boolean begins() {
    return context.program.ladder != null && !context.listener.wantsMoves();
  }

  /** Whether an event begins a run, of a program with a ladder. */
  boolean isBeginning() {
    return isTaken(context.program.starts[0]) && context.listener.mayStart();
  }

  /**
   * Makes a partition's cohort ready for an event: where somebody wants to hear of each run, or the
   * program is not the one it was made for, the runs are kept one by one.
   */
  @SuppressWarnings("ReferenceEquality") // a program has one
  void meet(Partition partition) {
    Cohort cohort = partition.cohort;
    if (cohort == null) {
      return;
    }
    Ladder ladder = context.program.ladder;
    if (ladder == null || context.listener.wantsMoves()) {
      partition.disband(context.program);
    } else if (cohort.ladder != ladder) {
      cohort.ladder = ladder; // it came from bytes
    }
  }

  /**
   * Whether the event moves the cohort, which is then still to be done; a run that it takes beyond
   * the ladder is one of its own from here on.
   */
  boolean moves(Partition partition) {
    Cohort cohort = partition.cohort;
    if (cohort == null || !isTaken(cohort.ladder.states()[0])) {
      return false;
    }
    if (cohort.isAtTop()) {
      partition.separateOldest(context.program);
    }
    return true;
  }

  /** Whether a state takes the event, in the only way in which it takes any. */
  private boolean isTaken(int state) {
    EdgeTable edges = context.program.edges[state];
    for (int i = 0; i < edges.size; i++) {
      if (edges.kinds[i] == EdgeTable.Kind.TAKE) {
        return edges.isOpen(i, conditions, null);
      }
    }
    return false;
  }

  /**
   * Moves the cohort, and begins a run.
   *
   * @param moves whether its runs take the event
   * @param begins whether a run begins with it
   */
  void move(PatternState state, Partition partition, boolean moves, boolean begins) {
    Cohort cohort = partition.cohort;
    int moved = moves && cohort != null ? cohort.runs() : 0;
    context.weigh(state, moved + (begins ? 1 : 0));
    if (cohort != null && moves) {
      boolean joins = begins && cohort.mayBegin();
      count(cohort);
      cohort.add(context.event, context.order, context.frame.now, joins);
      if (begins && !joins) {
        partition.disband(context.program);
      }
    }
    if (begins) {
      begin(state, partition);
    }
    partition.join(context.program);
    state.changedUntold |= context.listener.counts() == null;
    state.due(context.sweepTime(partition.deadline));
  }

  private void begin(PatternState state, Partition partition) {
    state.runs++;
    PatternCounts counts = context.listener.counts();
    if (counts != null) {
      counts.started(context.program.states[context.program.starts[0]].step());
    }
    if (partition.cohort == null) {
      Cohort cohort = new Cohort(Objects.requireNonNull(context.program.ladder));
      cohort.add(context.event, context.order, context.frame.now, true);
      partition.cohort = cohort;
    }
  }

  private void count(Cohort cohort) {
    PatternCounts counts = context.listener.counts();
    if (counts != null) {
      int[] steps = cohort.ladder.steps();
      for (int i = 0; i < cohort.runs(); i++) {
        int taken = cohort.taken(i);
        counts.advanced(steps[taken - 1], steps[taken]);
      }
    }
  }

  /** Lets go of the runs whose time was up by a time. */
  void expire(PatternState state, Partition partition, long now) {
    Cohort cohort = partition.cohort;
    if (cohort == null) {
      return;
    }
    int expired = 0;
    PatternCounts counts = context.listener.counts();
    while (expired < cohort.runs() && context.program.due(cohort.startTime(expired)) <= now) {
      if (counts != null) {
        counts.expired(cohort.step(expired));
      }
      expired++;
    }
    leave(state, partition, expired);
  }

  /** Lets go of the runs that a match consumes: those that began from one event until another. */
  void discard(PatternState state, Partition partition, long from, long until) {
    Cohort cohort = partition.cohort;
    if (cohort == null) {
      return;
    }
    if (cohort.startOrder(0) < from) {
      partition.disband(context.program);
      return;
    }
    int consumed = 0;
    PatternCounts counts = context.listener.counts();
    while (consumed < cohort.runs() && cohort.startOrder(consumed) < until) {
      if (counts != null) {
        counts.skipped(cohort.step(consumed));
      }
      consumed++;
    }
    leave(state, partition, consumed);
  }

  private void leave(PatternState state, Partition partition, int count) {
    if (count > 0) {
      partition.leave(count);
      state.runs -= count;
      state.changedUntold |= context.listener.counts() == null;
    }
  }
}
