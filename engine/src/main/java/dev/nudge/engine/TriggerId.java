package dev.nudge.engine;

import dev.nudge.engine.event.ContentHash;
import dev.nudge.engine.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The id of a trigger: a hash of campaign, version, user and the ids of the matched events. */
final class TriggerId {
  private TriggerId() {}

  static String of(String campaign, int version, String user, List<Event> matched) {
    // Each part with its length before it, so that no two lists of parts look alike.
    StringBuilder parts = new StringBuilder(64 + 40 * matched.size());
    add(parts, campaign);
    parts.append(version);
    add(parts, user);
    for (Event event : matched) {
      add(parts, event.id());
    }
    byte[] bytes = parts.toString().getBytes(StandardCharsets.UTF_8);
    return ContentHash.of(bytes, 0, bytes.length);
  }

  private static void add(StringBuilder parts, String part) {
    parts.append(part.length()).append(' ').append(part);
  }
}
