package dev.nudge.engine.expression;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import org.jspecify.annotations.Nullable;

/** A node whose value is one event, which others may look into without making a map of it. */
abstract class EventSource extends Node {
  /** The event; where there is none, null, and the error is left in the frame. */
  abstract @Nullable Event event(Frame frame);

  @Override
  public Kind evaluate(Frame frame) {
    Event event = event(frame);
    return event == null ? Kind.ERROR : leave(frame, Kind.MAP, new EventMap(event));
  }

  /** The current event. */
  static final class Current extends EventSource {
    /** One for all expressions. */
    static final Current SHARED = new Current();

    private static final EvaluationError NONE =
        new EvaluationError(EvaluationError.Reason.MISSING, "no current event");

    private Current() {}

    @Override
    @Nullable Event event(Frame frame) {
      Event event = frame.event;
      if (event == null) {
        frame.ref = NONE;
      }
      return event;
    }
  }

  /** The event that a step took. */
  static final class OfStep extends EventSource {
    private final int step;
    private final EvaluationError none;

    OfStep(String name, int step) {
      this.step = step;
      this.none =
          new EvaluationError(EvaluationError.Reason.MISSING, "step '" + name + "' took no event");
    }

    @Override
    @Nullable Event event(Frame frame) {
      Event event = frame.matched.event(step);
      if (event == null) {
        frame.ref = none;
      }
      return event;
    }
  }

  /** One of the events that a looping step took: {@code views[0]}. */
  static final class OfLoop extends EventSource {
    private final int step;
    private final int index;
    private final EvaluationError none;

    OfLoop(int step, int index) {
      this.step = step;
      this.index = index;
      this.none =
          new EvaluationError(
              EvaluationError.Reason.INDEX, "the looping step has no event " + index);
    }

    @Override
    @Nullable Event event(Frame frame) {
      var events = frame.matched.events(step);
      if (index >= events.size()) {
        frame.ref = none;
        return null;
      }
      return events.get(index);
    }
  }
}
