package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.Objects;
import java.util.Optional;

/** A part of a compiled expression, and an expression itself. Immutable but for inline caches. */
abstract class Node implements Expression {
  @Override
  public abstract Kind evaluate(Frame frame);

  /** Whether it gives a truth value or an error, and never anything else. */
  boolean answers() {
    return false;
  }

  /**
   * The property whose value it gives, where there is one; what it gives where there is none is its
   * own.
   */
  Optional<AccessPredicate.Read> comparand() {
    return read();
  }

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
