package dev.nudge.delivery.send;

import dev.nudge.delivery.trigger.FiredTrigger;

/** Sends over one channel. Safe for use by several threads. */
public interface Sender extends AutoCloseable {
  /** One attempt; returns within the channel's timeout, or a little later. */
  SendResult send(FiredTrigger trigger);

  /** One attempt for somebody who watches, and the beginning of what the receiver answered. */
  default Answered sendAndShow(FiredTrigger trigger) {
    return new Answered(send(trigger), "");
  }

  /**
   * An attempt and its answer.
   *
   * @param body its beginning, as text; empty where there is none
   */
  record Answered(SendResult result, String body) {}

  /**
   * Whether the receiver knows a trigger again that it has had, so that one may be sent again of
   * which nobody knows whether it arrived.
   */
  boolean receiverDropsRepeats();

  @Override
  void close();
}
