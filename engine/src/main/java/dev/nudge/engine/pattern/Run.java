package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partial match: a thread of a {@link Program}. Immutable; advancing makes a new one.
 *
 * @param state the index of the state it waits in
 * @param startOrder the number of its first event among the events of its pattern and user
 * @param startTime the clock at its first event, in milliseconds
 * @param lastOrder the number of its last event
 * @param lastTime the clock at its last event, in milliseconds
 * @param taken its events
 */
record Run(int state, long startOrder, long startTime, long lastOrder, long lastTime, Taken taken)
    implements Frame.Matched {

  static Run start(int state, long order, long time, int step, Event event) {
    return new Run(state, order, time, order, time, new Taken(null, step, event));
  }

  Run take(int next, long order, long time, int step, Event event) {
    return new Run(next, startOrder, startTime, order, time, new Taken(taken, step, event));
  }

  Run moveTo(int next) {
    return next == state ? this : new Run(next, startOrder, startTime, lastOrder, lastTime, taken);
  }

  @Override
  public @Nullable Event event(int step) {
    for (Taken at = taken; at != null; at = at.before()) {
      if (at.step() == step) {
        return at.event();
      }
    }
    return null;
  }

  @Override
  public List<Event> events(int step) {
    List<Event> events = new ArrayList<>();
    for (Taken at = taken; at != null; at = at.before()) {
      if (at.step() == step) {
        events.add(at.event());
      }
    }
    Collections.reverse(events);
    return events;
  }
}
