package dev.nudge.engine.firing;

import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What people do if an offer works.
 *
 * @param types of events that count
 * @param where what must hold of one; null for nothing
 * @param value what one is worth, a number; null for nothing
 * @param within so long after the offer, in milliseconds
 */
public record Goal(
    Set<String> types, @Nullable Expression where, @Nullable Expression value, long within) {

  /** Whether the frame's event is what was hoped for. */
  boolean isReached(Frame frame, Consumer<EvaluationError> errors) {
    return where == null || Answers.isTrue(where, frame, errors);
  }

  /** What the frame's event is worth; 0 where that is no number. */
  double value(Frame frame, Consumer<EvaluationError> errors) {
    return value == null ? 0 : Answers.number(value, frame, 0, errors);
  }
}
