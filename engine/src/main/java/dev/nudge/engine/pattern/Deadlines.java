package dev.nudge.engine.pattern;

import java.util.Iterator;

/** Fires the deadlines of runs: one that waits for it is a match, any other expires. */
final class Deadlines {
  private final MatchContext context;
  private final Moves moves;
  private final Successors next;
  private final Consumption consumption;
  private final Cohorts cohorts;

  Deadlines(
      MatchContext context,
      Moves moves,
      Successors next,
      Consumption consumption,
      Cohorts cohorts) {
    this.context = context;
    this.moves = moves;
    this.next = next;
    this.consumption = consumption;
    this.cohorts = cohorts;
  }

  /** Fires what is due in any partition up to a time; says whether there was a match. */
  boolean expireAll(PatternState state, long now) {
    boolean any = false;
    long deadline = Long.MAX_VALUE;
    for (Iterator<Partition> partitions = state.partitions(); partitions.hasNext(); ) {
      Partition partition = partitions.next();
      if (partition.deadline <= now) {
        any |= expire(state, partition, now);
        if (partition.isForgettable()) {
          partitions.remove();
          continue;
        }
      }
      deadline = Math.min(deadline, partition.deadline);
    }
    state.setDeadline(context.sweepTime(deadline));
    return any;
  }

  /** Fires what is due in a partition up to a time; says whether there was a match. */
  boolean expire(PatternState state, Partition partition, long now) {
    Program program = context.program;
    cohorts.meet(partition);
    cohorts.expire(state, partition, now);
    for (int i = 0; i < partition.size; i++) {
      Run run = partition.runs[i];
      long due = program.due(run);
      if (due > now) {
        next.keep(run);
      } else if (program.states[run.state()].kind() == State.Kind.PENDING) {
        consumption.add(run);
      } else {
        context.frame.now = due;
        moves.moved(Listener.Move.EXPIRED, run, null);
      }
    }
    context.frame.now = now;
    boolean any = consumption.hasMatches();
    next.moveTo(state, partition);
    consumption.consume(state, partition, true);
    return any;
  }
}
