package dev.nudge.delivery.queue;

import dev.nudge.delivery.progress.DeliveryLog;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what became of deliveries as events of their users, so that they can start campaigns: of
 * type {@code delivered} and {@code undelivered}, with {@code campaign}, {@code channel} and {@code
 * trigger}. An event that is told twice has the same id.
 *
 * @param topic of events as canonical JSON
 */
public record Reports(DeliveryLog records, String topic) {
  void delivered(FiredTrigger trigger, String channel, long at) {
    write("delivered", trigger, channel, Optional.empty(), at);
  }

  void undelivered(FiredTrigger trigger, String channel, String reason, long at) {
    write("undelivered", trigger, channel, Optional.of(reason), at);
  }

  private void write(
      String type, FiredTrigger trigger, String channel, Optional<String> reason, long at) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("id", trigger.id() + "." + channel + "." + type);
    event.put("user", trigger.user());
    event.put("type", type);
    event.put("time", IsoTime.format(at));
    event.put("campaign", trigger.campaign());
    event.put("channel", channel);
    event.put("trigger", trigger.id());
    reason.ifPresent(text -> event.put("reason", text));
    records.writeEvent(topic, trigger.user(), new JsonWriter().writeValue(event));
  }
}
