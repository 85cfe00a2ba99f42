package dev.nudge.job.detect;

import dev.nudge.job.message.Message;

/**
 * An event that waits for its turn.
 *
 * @param until the time of the stream at which it is taken
 */
record Held(Message.Happened happened, long until) {
  long time() {
    return happened.event().time();
  }
}
