package dev.nudge.conformance.pattern;

import dev.nudge.engine.event.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A match, whichever engine found it.
 *
 * @param taken which events of the case each step took, by the step's name
 * @param time when it was complete, in milliseconds
 * @param completedBy the event that completed it, which need not be one it took; {@link
 *     #BY_DEADLINE} where a deadline did
 */
public record Match(Map<String, List<Integer>> taken, long time, int completedBy) {
  /** In place of an event. */
  public static final int BY_DEADLINE = -1;

  /** The steps in the order of their names, so that equal matches read alike. */
  public Match {
    taken = new TreeMap<>(taken);
  }

  /** Whether a deadline completed it. */
  public boolean byDeadline() {
    return completedBy == BY_DEADLINE;
  }

  /** Its first event. */
  public int first() {
    return taken.values().stream().mapToInt(events -> events.get(0)).min().orElseThrow();
  }

  /** Its last event. */
  public int last() {
    return taken.values().stream()
        .mapToInt(events -> events.get(events.size() - 1))
        .max()
        .orElseThrow();
  }

  /** How many events it took. */
  public int size() {
    return taken.values().stream().mapToInt(List::size).sum();
  }

  /** {@code s0=e1 s1=e2,e4 at e4}; which deadline it was is left to {@link #time}. */
  public String words(List<Event> events) {
    StringBuilder text = new StringBuilder(Partial.words(taken, events));
    text.append(byDeadline() ? "at the deadline" : "at " + events.get(completedBy).id());
    return text.toString();
  }
}
