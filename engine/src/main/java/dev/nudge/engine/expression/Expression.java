package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;

/** A compiled expression. Stateless: one serves all threads. */
public interface Expression {
  /**
   * Evaluates; the value is left in the frame, boxed or not as its kind says. {@link Kind#ERROR}
   * leaves an {@link EvaluationError} in {@code frame.ref}. Never throws.
   */
  Kind evaluate(Frame frame);
}
