package dev.nudge.delivery.send;

import java.time.Duration;
import java.util.Optional;

/** What became of an attempt. */
public sealed interface SendResult {
  /** For people: what the other side said, or why there was no other side. */
  String detail();

  /** The receiver has it. */
  record Delivered(String detail) implements SendResult {}

  /**
   * The receiver does not have it, or would know it again; it is worth another attempt.
   *
   * @param pause not before then, as the receiver asks
   * @param receiverDown whether it says something of the receiver rather than of this trigger
   */
  record Failed(String detail, Optional<Duration> pause, boolean receiverDown)
      implements SendResult {}

  /**
   * It will not be taken, however often it is tried.
   *
   * @param receiverGone whether that holds for all that is to come as well
   */
  record Refused(String detail, boolean receiverGone) implements SendResult {}

  /** Nobody knows whether the receiver has it, and it would not know it again. */
  record Unknown(String detail) implements SendResult {}
}
