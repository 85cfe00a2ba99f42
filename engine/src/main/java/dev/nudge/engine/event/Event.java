package dev.nudge.engine.event;

import java.util.Set;

/**
 * Something a user did.
 *
 * @param id tells this event from every other
 * @param user who did it
 * @param type what was done, such as {@code cart}
 * @param time when it was done, in milliseconds since 1970-01-01T00:00Z
 * @param properties everything else: never {@code id}, {@code user}, {@code type} or {@code time}
 */
public record Event(String id, String user, String type, long time, Properties properties) {
  /** What no property is called. */
  public static final Set<String> FIELDS = Set.of("id", "user", "type", "time");
}
