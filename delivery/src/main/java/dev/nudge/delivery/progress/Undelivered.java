package dev.nudge.delivery.progress;

import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was given up, or the request that it be tried again.
 *
 * @param reason why it was given up; empty for a request
 * @param attempts how many there were
 * @param at when, in milliseconds since 1970-01-01T00:00Z
 * @param isRedrive whether it is a request
 */
public record Undelivered(
    FiredTrigger trigger, String channel, String reason, int attempts, long at, boolean isRedrive) {

  /** One that was given up. */
  public static Undelivered of(
      FiredTrigger trigger, String channel, String reason, int attempts, long at) {
    return new Undelivered(trigger, channel, reason, attempts, at, false);
  }

  /** The request that it be tried again. */
  public Undelivered redrive(long now) {
    return new Undelivered(trigger, channel, "", 0, now, true);
  }

  /** As it stands in the topic. */
  public byte[] toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("channel", channel);
    json.put("at", IsoTime.format(at));
    if (isRedrive) {
      json.put("redrive", true);
    } else {
      json.put("reason", reason);
      json.put("attempts", (long) attempts);
    }
    json.put("trigger", trigger.values());
    return new JsonWriter().writeValue(json);
  }

  /** Nothing for what is none. */
  public static Optional<Undelivered> of(byte @Nullable [] json) {
    if (json == null
        || !(JsonReader.value(new String(json, StandardCharsets.UTF_8))
            instanceof Parsed.Accepted<Object> accepted)
        || !(accepted.value() instanceof Map<?, ?> members)
        || !(members.get("channel") instanceof String channel)
        || !(members.get("trigger") instanceof Map<?, ?> trigger)) {
      return Optional.empty();
    }
    String reason = members.get("reason") instanceof String text ? text : "";
    int attempts = members.get("attempts") instanceof Long number ? number.intValue() : 0;
    long at = members.get("at") instanceof String text ? IsoTime.parse(text) : 0;
    boolean redrive = Boolean.TRUE.equals(members.get("redrive"));
    return FiredTrigger.of(trigger)
        .map(fired -> new Undelivered(fired, channel, reason, attempts, at, redrive));
  }
}
