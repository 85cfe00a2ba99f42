package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.measure.MeasureState;
import org.jspecify.annotations.Nullable;

/** What is kept of a user for each measure: updated by events, begun with the user's history. */
final class Measuring {
  private final Frame frame;
  private final ErrorCounts[] errors;

  /** One that was made for an event which left nothing in it. */
  private @Nullable MeasureState spare;

  private boolean keeps;

  /**
   * Measures over what is in a frame.
   *
   * @param errors by the index of the campaign
   */
  Measuring(Frame frame, ErrorCounts[] errors) {
    this.frame = frame;
    this.errors = errors;
  }

  /**
   * Says of the event to come whether it will be kept: then what saw it must stay, to begin with it
   * no second time.
   */
  void keeps(boolean event) {
    keeps = event;
  }

  /** Takes the event in. */
  void update(Interest.Measured measured, Event event, UserState state) {
    MeasurePlan plan = measured.plan();
    MeasureState kept = kept(plan, measured.owner(), state);
    if (kept != null) {
      kept.update(plan, frame, event.time(), errors[measured.owner()]);
      return;
    }
    MeasureState fresh = spare;
    spare = null;
    if (fresh == null) {
      fresh = plan.newState();
    }
    fresh.update(plan, frame, event.time(), errors[measured.owner()]);
    if (fresh.isNew() && !keeps) {
      spare = fresh;
    } else {
      keep(plan, fresh, state);
    }
  }

  private static void keep(MeasurePlan plan, MeasureState fresh, UserState state) {
    state.measures.put(plan.fingerprint(), fresh);
    state.forgetAt = Math.min(state.forgetAt, fresh.emptyFrom(plan));
  }

  /**
   * What is kept for a measure: one that is new begins with the user's history, if there is any.
   */
  @Nullable MeasureState kept(MeasurePlan plan, int owner, UserState state) {
    MeasureState kept = state.measures.get(plan.fingerprint());
    if (kept != null || state.history.isEmpty()) {
      return kept;
    }
    MeasureState fresh = plan.newState();
    keep(plan, fresh, state);
    Event event = frame.event;
    long now = frame.now;
    frame.now = Long.MIN_VALUE;
    try {
      for (Event past : state.history.events()) {
        frame.event = past;
        frame.now = Math.max(frame.now, past.time());
        fresh.update(plan, frame, past.time(), errors[owner]);
      }
    } finally {
      frame.event = event;
      frame.now = now;
    }
    return fresh;
  }
}
