package dev.nudge.job.detect;

import dev.nudge.engine.UserState;

/**
 * What the job remembers of a user: the engine's state, and when to look at it again. Mutable.
 *
 * <p>The user's own clock may be far behind the stream, when old events are sent into a stream that
 * is live. Their deadlines must not fire merely because the stream is ahead of them: they wait as
 * long, from the user's last event on, as they would have waited then. So beside the state stands
 * how far the user was behind.
 */
final class Remembered {
  /** No timer is set. */
  static final long NONE = Long.MAX_VALUE;

  /** No deadline failed. */
  static final long NEVER = Long.MIN_VALUE;

  final UserState state;

  /** The stream's time at the user's last event. */
  long seenAt = Long.MIN_VALUE;

  /** How far the user's clock was behind it then, in milliseconds. */
  long lag;

  /** How often versions had been forgotten when it was last looked through; of this process. */
  int forgotten = -1;

  /** The one timer, in the stream's time. */
  long timer = NONE;

  /** How many bytes it had when it was read or written last. Not kept. */
  int bytes;

  /** The deadline that is being fired, or that failed when it was. Not kept. */
  long failedAt = NEVER;

  /** What is reckoned for it among {@link HotUsers}, in bytes; 0 for one who is not. Not kept. */
  long weight;

  /** How often it changed since that was reckoned. Not kept. */
  int changes;

  /** Whether it was at hand again since {@link HotUsers} looked for one to let go. Not kept. */
  boolean cameSince;

  Remembered(UserState state) {
    this.state = state;
  }

  /**
   * The user had an event.
   *
   * @param slack how far the stream's time is behind its events, in milliseconds; a user of the
   *     past is granted as much
   */
  void seen(long streamTime, long slack) {
    seenAt = streamTime;
    lag = streamTime > state.clock() ? streamTime + slack - state.clock() : 0;
  }

  /**
   * Forgets what nothing can ask for any more.
   *
   * @param streamTime now
   * @return whether nothing is left of the user
   */
  boolean forgetPast(LiveCampaigns campaigns, long streamTime) {
    forget(campaigns);
    return streamTime != Long.MAX_VALUE
        && campaigns.detector().forgetting().past(streamTime - lag, state);
  }

  /** Forgets what is left of versions that are forgotten. */
  void forget(LiveCampaigns campaigns) {
    if (forgotten != campaigns.forgotten()) {
      forgotten = campaigns.forgotten();
      campaigns.detector().forgetting().ended(state);
    }
  }

  /** When, in the stream's time, a deadline of the user is due: always after the last event. */
  long due(long deadline) {
    return deadline > seenAt || deadline == NONE ? deadline : deadline + lag;
  }
}
