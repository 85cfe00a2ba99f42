package dev.nudge.job.detect;

import dev.nudge.engine.Forgetting;
import java.util.function.Supplier;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * The timers of users: one each, at the earliest deadline or before it, and where something may be
 * forgotten.
 */
final class Deadlines {
  private final InternalTimerService<VoidNamespace> timers;
  private final Supplier<Forgetting> forgetting;

  Deadlines(InternalTimerService<VoidNamespace> timers, Supplier<Forgetting> forgetting) {
    this.timers = timers;
    this.forgetting = forgetting;
  }

  /**
   * Sees to it that the user at hand is looked at when something is due or may be forgotten. An
   * earlier time takes the place of the one that is set; a later one is set when that has gone off.
   *
   * @param streamTime now
   */
  void await(Remembered user, long streamTime) {
    long due =
        Math.min(
            user.due(user.state.nextDeadline()),
            ForgetTimes.next(user, forgetting.get(), streamTime));
    if (due < user.timer) {
      if (user.timer != Remembered.NONE) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, user.timer);
      }
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
      user.timer = due;
    }
  }
}
