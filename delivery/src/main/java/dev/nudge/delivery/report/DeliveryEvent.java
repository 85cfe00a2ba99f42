package dev.nudge.delivery.report;

import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of one delivery, as an event of its user. One that is told twice has the same id.
 *
 * @param type what happened
 * @param origin what was delivered
 * @param at when, in milliseconds since 1970-01-01T00:00Z
 * @param suffix of its id, where one delivery has several events of a type; may be empty
 * @param more properties, beside those of the origin
 */
public record DeliveryEvent(
    Type type, Origin origin, long at, String suffix, Map<String, Object> more) {
  public DeliveryEvent {
    more = Map.copyOf(more);
  }

  /** What can happen to a delivery. */
  public enum Type {
    /** The receiver has it. */
    DELIVERED("delivered"),
    /** It was given up. */
    UNDELIVERED("undelivered"),
    /** Its user has seen it. */
    OPENED("opened"),
    /** Its user has followed a link in it. */
    CLICKED("clicked");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** As the type of an event. */
    public String word() {
      return word;
    }
  }

  /**
   * What was delivered.
   *
   * @param trigger its id
   * @param variant of the campaign; empty where it has none
   */
  public record Origin(
      String trigger, String campaign, String variant, String channel, String user) {}

  /** Canonical JSON. */
  public byte[] toJson() {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("id", origin.trigger() + "." + origin.channel() + "." + type.word() + suffix);
    event.put("user", origin.user());
    event.put("type", type.word());
    event.put("time", IsoTime.format(at));
    event.put("campaign", origin.campaign());
    if (!origin.variant().isEmpty()) {
      event.put("variant", origin.variant());
    }
    event.put("channel", origin.channel());
    event.put("trigger", origin.trigger());
    event.putAll(more);
    return new JsonWriter().writeValue(event);
  }
}
