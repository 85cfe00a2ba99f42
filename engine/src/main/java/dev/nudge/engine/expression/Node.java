package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.Objects;

/** A part of a compiled expression, and an expression itself. Immutable but for inline caches. */
abstract class Node implements Expression {
  @Override
  public abstract Kind evaluate(Frame frame);

  /** Leaves a truth value. */
  static Kind leave(Frame frame, boolean value) {
    frame.word = value ? 1 : 0;
    return Kind.BOOL;
  }

  /** Leaves an integer. */
  static Kind leave(Frame frame, long value) {
    frame.word = value;
    return Kind.INT;
  }

  /** Leaves a floating-point number. */
  static Kind leave(Frame frame, double value) {
    frame.word = Double.doubleToRawLongBits(value);
    return Kind.DOUBLE;
  }

  /** Leaves an object of a kind. */
  static Kind leave(Frame frame, Kind kind, Object value) {
    frame.ref = value;
    return kind;
  }

  /** Leaves an error. */
  static Kind fail(Frame frame, EvaluationError error) {
    frame.ref = error;
    return Kind.ERROR;
  }

  /** The object that was left last. */
  static Object ref(Frame frame) {
    return Objects.requireNonNull(frame.ref);
  }
}
