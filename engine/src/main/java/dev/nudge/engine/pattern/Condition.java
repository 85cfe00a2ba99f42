package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a step takes an event, or what ends a repetition.
 *
 * @param part the step, or group, whose condition it is; empty for a group without a name
 * @param ends whether it ends a repetition; else it says whether an event fits the step
 * @param words what it says, for people: {@code cart where event.price > 200.0}
 * @param types the event types it takes, empty for all
 * @param where a condition, or null
 * @param script a condition, or null
 * @param after shortest time since the run's last event, in milliseconds; 0 for none
 * @param ofRun whether the answer depends on the run, not only on the event
 */
record Condition(
    String part,
    boolean ends,
    String words,
    List<String> types,
    @Nullable Expression where,
    @Nullable Expression script,
    long after,
    boolean ofRun) {

  /**
   * Whether it holds for the frame's event; {@code run} is null for an event that would begin one.
   */
  boolean holds(MatchContext context, @Nullable Run run) {
    Frame frame = context.frame;
    if (after > 0 && run != null && frame.now - run.lastTime() < after) {
      return false;
    }
    if (where == null && script == null) {
      return true;
    }
    context.matched(run == null || !ofRun ? Frame.Matched.NOTHING : run);
    return isTrue(where, frame, context.listener) && isTrue(script, frame, context.listener);
  }

  private static boolean isTrue(@Nullable Expression expression, Frame frame, Listener listener) {
    if (expression == null) {
      return true;
    }
    Kind kind = expression.evaluate(frame);
    if (kind == Kind.ERROR && frame.ref instanceof EvaluationError error) {
      listener.error(error);
    }
    return kind == Kind.BOOL && frame.word != 0;
  }
}
