package dev.nudge.job.detect;

import dev.nudge.engine.Forgetting;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * The timers of users: one each, at the earliest deadline or before it, and where something may be
 * forgotten.
 *
 * <p>The deadlines of a million users may be at one moment, such as midnight; all other users would
 * have to wait for the last of them. So who has waited for long waits a little more, each user a
 * part of {@link #GRAIN} of its own. It says when the user is looked at: the deadline fires at its
 * own time.
 */
final class Deadlines {
  /** A deadline fires up to so much later than it is due, by the stream's time. */
  static final long GRAIN = Duration.ofSeconds(30).toMillis();

  /** A deadline that is nearer than this fires when it is due. */
  static final long LONG = Duration.ofHours(1).toMillis();

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
            spread(user, user.due(user.state.nextDeadline()), streamTime),
            ForgetTimes.next(user, forgetting.get(), streamTime));
    if (due < user.timer) {
      if (user.timer != Remembered.NONE) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, user.timer);
      }
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
      user.timer = due;
    }
  }

  /** A deadline that was far ahead when its timer was set keeps it when it comes nearer. */
  private static long spread(Remembered user, long due, long streamTime) {
    if (due == Remembered.NONE) {
      return due;
    }
    long later = due + ForgetTimes.offset(user, GRAIN);
    return due - LONG >= streamTime || user.timer == later ? later : due;
  }
}
