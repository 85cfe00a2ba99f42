package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.pattern.Match;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a step of a match took. */
public sealed interface Matched {
  /** How many events. */
  int count();

  /** What a match took, by the names of the steps that took something, in order. */
  static Map<String, Matched> bySteps(List<String> names, Match match) {
    Map<String, Matched> bySteps = new LinkedHashMap<>(2 * names.size());
    for (int step = 0; step < names.size(); step++) {
      if (match.keepsEvents()) {
        List<Event> events = match.events(step);
        if (!events.isEmpty()) {
          bySteps.put(names.get(step), new Events(events));
        }
      } else if (match.count(step) > 0) {
        bySteps.put(
            names.get(step),
            new Counted(match.count(step), match.firstTime(step), match.lastTime(step)));
      }
    }
    return bySteps;
  }

  /**
   * The events themselves.
   *
   * @param events oldest first
   */
  record Events(List<Event> events) implements Matched {
    @Override
    public int count() {
      return events.size();
    }
  }

  /**
   * Only how many and when: the campaign does not look at the events, so none was kept.
   *
   * @param count how many
   * @param first the time of the first that came, in milliseconds since 1970-01-01T00:00Z
   * @param last the time of the last that came, which may be before the first's if it was late
   */
  record Counted(int count, long first, long last) implements Matched {}
}
