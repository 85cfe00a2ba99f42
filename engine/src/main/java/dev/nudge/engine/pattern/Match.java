package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.Frame;
import java.util.List;

/**
 * What a run has taken. A pattern whose events nobody looks at keeps none of them: then the lists
 * are empty, and only numbers and times are known.
 */
public interface Match extends Frame.Matched {
  /** Whether the events themselves were kept. */
  boolean keepsEvents();

  /** All events, oldest first. */
  List<Event> events();

  /** The index of the step that took the last event. */
  int lastStep();

  /** Where events are not kept: the time of the first event of a step, in milliseconds. */
  long firstTime(int step);

  /** Where events are not kept: the time of the last event of a step, in milliseconds. */
  long lastTime(int step);

  /** Where events are not kept: a hash of which of them went to which steps. */
  long digest();
}
