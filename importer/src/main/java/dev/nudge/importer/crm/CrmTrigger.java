package dev.nudge.importer.crm;

import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trigger as the CRM has it: {@code {"campaign": {...}, "event": {...}}}. */
public final class CrmTrigger {
  /** The members of an event that the CRM knows, in its order. */
  private static final List<String> EVENT =
      List.of(
          "schema_version",
          "event_id",
          "system_type",
          "system_name",
          "game",
          "market",
          "player_id",
          "event_type",
          "event_name",
          "event_scope",
          "created_at",
          "received_at",
          "hostname",
          "context",
          "data");

  private CrmTrigger() {}

  /**
   * The trigger of a campaign whose offer is the campaign as it was written.
   *
   * @param event that made it fire; null where a deadline did
   */
  public static Map<String, Object> of(Trigger trigger, @Nullable Event event) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("campaign", trigger.offer().orElse(Null.NULL));
    members.put("event", event == null ? Null.NULL : members(event));
    return members;
  }

  /** All that came; what the mapping took for a part of the event is there by its old name. */
  private static Map<String, Object> members(Event event) {
    Properties properties = event.properties();
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : EVENT) {
      @Nullable Object kept = properties.get(name);
      @Nullable Object value = kept == null ? part(event, name) : kept;
      if (value != null) {
        members.put(name, value);
      }
    }
    properties.toMap().forEach(members::putIfAbsent);
    return members;
  }

  private static @Nullable Object part(Event event, String name) {
    return switch (name) {
      case "event_id" -> event.id();
      case "player_id" -> event.user();
      case "event_name" -> event.type();
      case "created_at" -> Instant.ofEpochMilli(event.time());
      default -> null;
    };
  }
}
