package dev.nudge.job.detect;

import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/** The timers of users: one each, at the earliest deadline or before it. */
final class Deadlines {
  private final InternalTimerService<VoidNamespace> timers;

  Deadlines(InternalTimerService<VoidNamespace> timers) {
    this.timers = timers;
  }

  /**
   * Sees to it that the user at hand is looked at when something is due. An earlier time takes the
   * place of the one that is set; a later one is set when that has gone off.
   */
  void await(Remembered user) {
    long due = user.due(user.state.nextDeadline());
    if (due < user.timer) {
      if (user.timer != Remembered.NONE) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, user.timer);
      }
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
      user.timer = due;
    }
  }
}
