package dev.nudge.job.detect;

import dev.nudge.job.message.Message;

/**
 * An event that waits for its turn.
 *
 * @param until the time of the stream at which it is taken, or {@link #TABLES}
 */
record Held(Message.Happened happened, long until) {
  /** It waits for the tables to be read. */
  static final long TABLES = Long.MIN_VALUE;

  long time() {
    return happened.event().time();
  }
}
