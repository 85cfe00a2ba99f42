package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import java.util.List;

/** What a step of a match took. */
public sealed interface Matched {
  /** How many events. */
  int count();

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
   * @param first the user's clock at the first, in milliseconds since 1970-01-01T00:00Z
   * @param last the user's clock at the last
   */
  record Counted(int count, long first, long last) implements Matched {}
}
