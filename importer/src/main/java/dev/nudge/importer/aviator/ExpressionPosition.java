package dev.nudge.importer.aviator;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;

/**
 * Where a part of an expression stands.
 *
 * @param position in the file
 * @param column in the expression, from 1, in characters
 */
public record ExpressionPosition(Position position, int column) {
  static ExpressionPosition of(Text expression, int offset) {
    int column = expression.value().codePointCount(0, offset) + 1;
    return new ExpressionPosition(expression.position(offset), column);
  }

  /** An error here. */
  public Problem error(String text) {
    return Problem.error(position, inside(text));
  }

  /** A warning here. */
  public Problem warning(String text) {
    return Problem.warning(position, inside(text));
  }

  private String inside(String text) {
    return "column " + column + " of the expression: " + text;
  }
}
