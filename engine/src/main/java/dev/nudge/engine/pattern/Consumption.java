package dev.nudge.engine.pattern;

/** What a match consumes, by the skip strategy of its pattern. */
final class Consumption {
  private Consumption() {}

  /** Runs that began with the match or later are consumed if they began before this event. */
  static long until(Program program, Run match) {
    return switch (program.skip) {
      case NO_SKIP -> match.startOrder();
      case TO_NEXT -> match.startOrder() + 1;
      case PAST_LAST_EVENT -> match.lastOrder() + 1;
      case TO_FIRST -> match.firstOrderOf(program.skipTo);
      case TO_LAST -> match.lastOrderOf(program.skipTo);
    };
  }

  /** Whether it takes a run. */
  static boolean takes(Run run, Run match, long until) {
    return run.startOrder() >= match.startOrder() && run.startOrder() < until;
  }
}
