package dev.nudge.engine.pattern;

import java.util.Iterator;

/** Fires the deadlines of runs: one that waits for it is a match, any other expires. */
final class Deadlines {
  private final Work work;
  private final Moves moves;
  private final Successors next;
  private final Consumption consumption;

  Deadlines(Work work, Moves moves, Successors next, Consumption consumption) {
    this.work = work;
    this.moves = moves;
    this.next = next;
    this.consumption = consumption;
  }

  /** Fires what is due in any lane up to a time; says whether there was a match. */
  boolean expireAll(PatternState state, long now) {
    boolean any = false;
    long deadline = Long.MAX_VALUE;
    for (Iterator<Lane> lanes = state.lanes(); lanes.hasNext(); ) {
      Lane lane = lanes.next();
      if (lane.deadline <= now) {
        any |= expire(state, lane, now);
        if (lane.isForgettable()) {
          lanes.remove();
          continue;
        }
      }
      deadline = Math.min(deadline, lane.deadline);
    }
    state.setDeadline(work.sweepTime(deadline));
    return any;
  }

  /** Fires what is due in a lane up to a time; says whether there was a match. */
  boolean expire(PatternState state, Lane lane, long now) {
    Program program = work.program;
    for (int i = 0; i < lane.size; i++) {
      Run run = lane.runs[i];
      long due = program.due(run);
      if (due > now) {
        next.keep(run);
      } else if (program.states[run.state()].kind() == State.Kind.PENDING) {
        consumption.add(run);
      } else {
        work.frame.now = due;
        moves.moved(Listener.Move.EXPIRED, run, null);
      }
    }
    work.frame.now = now;
    boolean any = consumption.hasMatches();
    next.moveTo(state, lane);
    consumption.consume(state, lane, true);
    return any;
  }
}
