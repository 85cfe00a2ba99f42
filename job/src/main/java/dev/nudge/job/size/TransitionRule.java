package dev.nudge.job.size;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Transitions. Their event is reduced to id, type and time, then texts are shortened; what is open
 * is left out at last.
 */
final class TransitionRule implements Rule {
  @Override
  public List<Step> steps() {
    return List.of(
        record -> record.change("event", TransitionRule::reduced),
        record -> record.change("event", event -> Shortened.value(event, 256, 3)),
        record -> record.change("text", text -> Shortened.value(text, 1024, 1)),
        record -> record.change("open", open -> Map.of()),
        record -> record.drop("event"),
        record -> record.change("text", text -> Shortened.value(text, 64, 1)),
        record -> record.change("state", state -> Shortened.value(state, 256, 1)),
        record -> record.change("from", from -> Shortened.value(from, 256, 1)));
  }

  private static Object reduced(Object event) {
    Map<String, Object> reduced = new LinkedHashMap<>();
    for (String name : List.of("id", "type", "time")) {
      Object value = ((Map<?, ?>) event).get(name);
      if (value != null) {
        reduced.put(name, value);
      }
    }
    return reduced;
  }
}
