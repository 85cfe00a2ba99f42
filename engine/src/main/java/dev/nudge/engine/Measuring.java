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

  /**
   * Measures over what is in a frame.
   *
   * @param errors by the index of the campaign
   */
  Measuring(Frame frame, ErrorCounts[] errors) {
    this.frame = frame;
    this.errors = errors;
  }

  /** Takes the event in. */
  void update(Interest.Measured measured, Event event, UserState state) {
    MeasurePlan plan = measured.plan();
    MeasureState kept = kept(plan, measured.owner(), state);
    if (kept == null) {
      kept = plan.newState();
      state.measures.put(plan.fingerprint(), kept);
    }
    kept.update(plan, frame, event.time(), errors[measured.owner()]);
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
    state.measures.put(plan.fingerprint(), fresh);
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
