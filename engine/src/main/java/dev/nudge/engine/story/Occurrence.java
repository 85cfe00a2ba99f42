package dev.nudge.engine.story;

import dev.nudge.engine.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One event, or one deadline, and what the campaigns made of it.
 *
 * @param time the event's own, or the deadline, in milliseconds since 1970-01-01T00:00Z
 * @param clock the user's
 * @param event absent for a deadline
 * @param dropped why the event was not taken: {@code late}, for being older than the lateness
 *     allows, or {@code repeat}; empty where it was
 * @param notes by campaign; those that made nothing of it are missing
 */
record Occurrence(
    long time, long clock, Optional<Event> event, String dropped, Map<String, List<Note>> notes) {
  /** The same with these notes only. */
  Occurrence with(Map<String, List<Note>> only) {
    return new Occurrence(time, clock, event, dropped, only);
  }
}
