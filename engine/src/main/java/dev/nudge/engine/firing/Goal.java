package dev.nudge.engine.firing;

import dev.nudge.engine.event.Kind;
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
    if (where == null) {
      return true;
    }
    Kind kind = where.evaluate(frame);
    told(kind, frame, errors);
    return kind == Kind.BOOL && frame.word != 0;
  }

  /** What the frame's event is worth; 0 where that is no number. */
  double value(Frame frame, Consumer<EvaluationError> errors) {
    if (value == null) {
      return 0;
    }
    Kind kind = value.evaluate(frame);
    told(kind, frame, errors);
    return Numbers.of(kind, frame, 0);
  }

  private static void told(Kind kind, Frame frame, Consumer<EvaluationError> errors) {
    if (kind == Kind.ERROR && frame.ref instanceof EvaluationError error) {
      errors.accept(error);
    }
  }
}
