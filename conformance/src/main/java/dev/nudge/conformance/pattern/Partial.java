package dev.nudge.conformance.pattern;

import dev.nudge.engine.event.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run that was not complete when its time was up.
 *
 * @param taken which events of the case each step took, by the step's name
 * @param time when its time was up, in milliseconds
 */
public record Partial(Map<String, List<Integer>> taken, long time) {
  /** The steps in the order of their names, so that equal ones read alike. */
  public Partial {
    taken = new TreeMap<>(taken);
  }

  /** {@code s0=e1 s1=e2,e4 at 1793...}. */
  public String words(List<Event> events) {
    return words(taken, events) + "timed out " + time;
  }

  static String words(Map<String, List<Integer>> taken, List<Event> events) {
    StringBuilder text = new StringBuilder();
    taken.forEach(
        (step, indices) -> {
          text.append(step).append('=');
          text.append(String.join(",", indices.stream().map(i -> events.get(i).id()).toList()));
          text.append(' ');
        });
    return text.toString();
  }
}
