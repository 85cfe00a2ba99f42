package dev.nudge.delivery;

import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;

/**
 * Sends nothing: a trigger is on the stream of its user as soon as it is in Kafka. Whether its user
 * has seen it, the app says.
 */
final class InAppSender implements Sender {
  @Override
  public SendResult send(FiredTrigger trigger) {
    return new SendResult.Delivered("on the stream of its user");
  }

  @Override
  public boolean receiverDropsRepeats() {
    return true;
  }

  @Override
  public void close() {
    // There is nothing to let go of.
  }
}
