package dev.nudge.engine.firing;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;

/** Values of expressions that are to be numbers. */
final class Numbers {
  private Numbers() {}

  /** The value in the frame, if it is a number that is one, and not infinite. */
  static double of(Kind kind, Frame frame, double otherwise) {
    double number =
        switch (kind) {
          case INT -> frame.word;
          case DOUBLE -> Double.longBitsToDouble(frame.word);
          default -> otherwise;
        };
    return Double.isFinite(number) ? number : otherwise;
  }
}
