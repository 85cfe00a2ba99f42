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
        draft -> draft.change("event", TransitionRule::reduced),
        draft -> draft.change("event", event -> Shortened.value(event, 256, 3)),
        draft -> draft.change("text", text -> Shortened.value(text, 1024, 1)),
        draft -> draft.change("open", open -> Map.of()),
        draft -> draft.drop("event"),
        draft -> draft.change("text", text -> Shortened.value(text, 64, 1)),
        draft -> draft.change("state", state -> Shortened.value(state, 256, 1)),
        draft -> draft.change("from", from -> Shortened.value(from, 256, 1)));
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
