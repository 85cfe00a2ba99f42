package dev.nudge.engine.pattern;

import java.util.Comparator;
import java.util.List;

/**
 * Makes matches of the runs that are complete, and discards what each consumes by the skip strategy
 * of its pattern.
 */
final class Consumption {
  /** Of those that began together, the one that took most comes first. */
  private static final Comparator<Run> BY_START =
      Comparator.comparingLong(Run::startOrder).thenComparing(Run::size, Comparator.reverseOrder());

  private final MatchContext context;
  private final Moves moves;
  private final List<Run> completed;
  private final Cohorts cohorts;

  /**
   * Nothing is complete yet.
   *
   * @param completed the runs that are complete, as they are found
   */
  Consumption(MatchContext context, Moves moves, List<Run> completed, Cohorts cohorts) {
    this.context = context;
    this.moves = moves;
    this.completed = completed;
    this.cohorts = cohorts;
  }

  /** One more run is complete. */
  void add(Run run) {
    completed.add(run);
  }

  boolean hasMatches() {
    return !completed.isEmpty();
  }

  /**
   * Makes a match of the run that began first, and discards what it consumes; then of the next.
   *
   * @param atDeadline whether a deadline completed them
   */
  void consume(PatternState state, Partition partition, boolean atDeadline) {
    if (completed.size() > 1) {
      completed.sort(BY_START);
    }
    while (!completed.isEmpty()) {
      Run match = completed.remove(0);
      moves.moved(Listener.Move.COMPLETED, match, atDeadline ? null : context.event);
      context.listener.matched(match, atDeadline);
      discardConsumed(state, partition, match);
    }
  }

  private void discardConsumed(PatternState state, Partition partition, Run match) {
    long until = until(context.program, match);
    if (until <= match.startOrder()) {
      return;
    }
    if (!completed.isEmpty()) {
      state.changedUntold |= completed.removeIf(other -> takes(other, match, until));
    }
    cohorts.discard(state, partition, match.startOrder(), until);
    int kept = 0;
    for (int i = 0; i < partition.size; i++) {
      Run run = partition.runs[i];
      if (takes(run, match, until)) {
        moves.moved(Listener.Move.SKIPPED, run, null);
      } else {
        partition.runs[kept++] = run;
      }
    }
    state.runs -= partition.size - kept;
    partition.truncate(kept);
  }

  /** Runs that began with the match or later are consumed if they began before this event. */
  private static long until(Program program, Run match) {
    return switch (program.skip) {
      case NO_SKIP -> match.startOrder();
      case TO_NEXT -> match.startOrder() + 1;
      case PAST_LAST_EVENT -> match.lastOrder() + 1;
      case TO_FIRST -> match.firstOrderOf(program.skipTo);
      case TO_LAST -> match.lastOrderOf(program.skipTo);
    };
  }

  /** Whether it takes a run. */
  private static boolean takes(Run run, Run match, long until) {
    return run.startOrder() >= match.startOrder() && run.startOrder() < until;
  }
}
