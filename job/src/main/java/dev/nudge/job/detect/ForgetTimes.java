package dev.nudge.job.detect;

import dev.nudge.engine.Forgetting;
import java.time.Duration;

/**
 * When to look at a user of whom something may be forgotten, in the stream's time. All users have
 * the same distance between two looks, and each an offset of its own: events that come together set
 * no second timer, and users who came together are not forgotten in one go.
 */
final class ForgetTimes {
  /** A look is up to so much later than it could be. */
  static final long GRAIN = Duration.ofMinutes(10).toMillis();

  /**
   * Whoever has something that no time ends, such as a measure without a window, is looked at so
   * often: its campaign may have ended.
   */
  static final long EVERY = Duration.ofDays(7).toMillis();

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private ForgetTimes() {}

  /**
   * When to look at a user; {@link Remembered#NONE} for never, as where only a profile is left.
   *
   * @param streamTime now; the end of time forgets nobody, for a savepoint may follow it
   */
  static long next(Remembered user, Forgetting forgetting, long streamTime) {
    if (streamTime == Long.MAX_VALUE) {
      return Remembered.NONE;
    }
    long next = forgetting.next(user.state);
    if (next != Long.MAX_VALUE) {
      return spread(user, Math.max(next, next + user.lag));
    }
    boolean waits = user.state.nextDeadline() != Remembered.NONE;
    return waits || user.state.isIdle()
        ? Remembered.NONE
        : spread(user, Math.max(streamTime, user.state.clock()) + EVERY);
  }

  /** The first of the user's own times from this one on. */
  private static long spread(Remembered user, long time) {
    if (time > Long.MAX_VALUE - GRAIN || time < Long.MIN_VALUE + GRAIN) {
      return time;
    }
    return time + Math.floorMod(offset(user, GRAIN) - time, GRAIN);
  }

  /** The user's own part of a time, from zero on: all users together have all of it. */
  static long offset(Remembered user, long time) {
    return Math.floorMod((user.state.user().hashCode() * MIX) >>> 32, time);
  }
}
