package dev.nudge.engine.firing;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.Optional;
import java.util.function.Consumer;

/** Values of expressions, where each is to be of one kind; one without a value is told. */
final class Answers {
  private Answers() {}

  static boolean isTrue(Expression condition, Frame frame, Consumer<EvaluationError> errors) {
    return evaluate(condition, frame, errors) == Kind.BOOL && frame.word != 0;
  }

  /** A number that is one, and not infinite. */
  static double number(
      Expression expression, Frame frame, double otherwise, Consumer<EvaluationError> errors) {
    double number =
        switch (evaluate(expression, frame, errors)) {
          case INT -> frame.word;
          case DOUBLE -> Double.longBitsToDouble(frame.word);
          default -> otherwise;
        };
    return Double.isFinite(number) ? number : otherwise;
  }

  static Optional<String> text(
      Expression expression, Frame frame, Consumer<EvaluationError> errors) {
    return evaluate(expression, frame, errors) == Kind.STRING && frame.ref instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Kind evaluate(
      Expression expression, Frame frame, Consumer<EvaluationError> errors) {
    Kind kind = expression.evaluate(frame);
    if (kind == Kind.ERROR && frame.ref instanceof EvaluationError error) {
      errors.accept(error);
    }
    return kind;
  }
}
