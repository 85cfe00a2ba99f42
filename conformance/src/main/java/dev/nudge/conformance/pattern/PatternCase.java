package dev.nudge.conformance.pattern;

import dev.nudge.engine.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A pattern and what happened.
 *
 * @param pattern what is looked for
 * @param events of all users, in time order
 */
public record PatternCase(Pattern pattern, List<Event> events) {

  /**
   * The events that exist for the pattern, apart by user and, where the pattern says so, by the
   * property {@code k}; each as indices into {@link #events}. A match lies within one of them.
   */
  public List<List<Integer>> partitions() {
    Map<List<Object>, List<Integer>> partitions = new LinkedHashMap<>();
    Map<List<Object>, Object> before = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (pattern.among() && event.type().equals("d")) {
        continue;
      }
      Object k = pattern.correlated() ? event.properties().get("k") : "all";
      if (k == null) {
        continue;
      }
      List<Object> key = List.of(event.user(), k);
      if (pattern.distinct()) {
        Object value = event.properties().get("v");
        Object last = before.get(key);
        before.put(key, Objects.requireNonNullElse(value, "none"));
        if (value != null && value.equals(last)) {
          continue;
        }
      }
      partitions.computeIfAbsent(key, none -> new ArrayList<>()).add(i);
    }
    return new ArrayList<>(partitions.values());
  }
}
