package dev.nudge.engine;

import dev.nudge.engine.event.ContentHash;
import dev.nudge.engine.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The id of a trigger: a hash of campaign, version, user and the ids of the matched events. */
final class TriggerId {
  private TriggerId() {}

  static String of(String campaign, int version, String user, List<Event> matched) {
    StringBuilder parts = new StringBuilder(64 + 40 * matched.size());
    addOwner(parts, campaign, version, user);
    for (Event event : matched) {
      add(parts, event.id());
    }
    return hash(parts);
  }

  /** Of a match that kept a digest of its events in place of them. */
  static String of(String campaign, int version, String user, long digest) {
    StringBuilder parts = new StringBuilder(64);
    addOwner(parts, campaign, version, user);
    return hash(parts.append(digest));
  }

  private static void addOwner(StringBuilder parts, String campaign, int version, String user) {
    add(parts, campaign);
    parts.append(version);
    add(parts, user);
  }

  private static String hash(StringBuilder parts) {
    byte[] bytes = parts.toString().getBytes(StandardCharsets.UTF_8);
    return ContentHash.of(bytes, 0, bytes.length);
  }

  /** Each part with its length before it, so that no two lists of parts look alike. */
  private static void add(StringBuilder parts, String part) {
    parts.append(part.length()).append(' ').append(part);
  }
}
