package dev.nudge.delivery.queue;

import dev.nudge.delivery.progress.DeliveryLog;
import dev.nudge.delivery.report.DeliveryEvent;
import dev.nudge.delivery.trigger.FiredTrigger;
import java.util.Map;

/**
 * Tells what became of deliveries as events of their users, so that they can start campaigns.
 *
 * @param topic of events as canonical JSON
 */
public record Reports(DeliveryLog records, String topic) {
  /**
   * It has arrived.
   *
   * @param unanswered which queries of the offer had no answer, and why; may be empty
   */
  void delivered(FiredTrigger trigger, String channel, String unanswered, long at) {
    write(
        DeliveryEvent.Type.DELIVERED,
        trigger,
        channel,
        at,
        unanswered.isEmpty() ? Map.of() : Map.of("unanswered", unanswered));
  }

  void undelivered(FiredTrigger trigger, String channel, String reason, long at) {
    write(DeliveryEvent.Type.UNDELIVERED, trigger, channel, at, Map.of("reason", reason));
  }

  private void write(
      DeliveryEvent.Type type,
      FiredTrigger trigger,
      String channel,
      long at,
      Map<String, Object> more) {
    DeliveryEvent event = new DeliveryEvent(type, trigger.origin(channel), at, "", more);
    records.writeEvent(topic, trigger.user(), event.toJson());
  }
}
