package dev.nudge.importer.aviator;

import dev.nudge.engine.document.Problem;
import java.util.List;

/**
 * Arithmetic. Aviator turns whole numbers into doubles where they meet; CEL refuses to mix them. So
 * the conversion is written out wherever it may be needed; where it cannot be known whether it is,
 * a warning says so.
 */
final class Arithmetic {
  private final List<Problem> warnings;

  Arithmetic(List<Problem> warnings) {
    this.warnings = warnings;
  }

  CelText write(Expr.Binary expr, CelText left, CelText right) throws Untranslatable {
    Operator operator = expr.operator();
    if (left.type() == CelType.STRING || right.type() == CelType.STRING) {
      if (operator != Operator.PLUS) {
        throw new Untranslatable(
            expr.at(), "'" + operator.symbol() + "' needs numbers; one side is a string");
      }
      return join(operator, asString(left), asString(right), CelType.STRING);
    }
    if (left.type() == CelType.INT && right.type() == CelType.INT) {
      return join(operator, left, right, CelType.INT);
    }
    boolean fraction = left.type() == CelType.DOUBLE || right.type() == CelType.DOUBLE;
    if (operator == Operator.REMAINDER && fraction) {
      throw new Untranslatable(expr.at(), "'%' of a number with a fraction has no counterpart");
    }
    boolean either = operator == Operator.DIVIDE || operator == Operator.REMAINDER;
    boolean plain =
        operator == Operator.PLUS && !left.type().isNumber() && !right.type().isNumber();
    if (!fraction && (either || plain)) {
      warnings.add(
          expr.at()
              .warning(
                  either
                      ? "both sides of '"
                          + operator.symbol()
                          + "' must be whole numbers here; if they can have fractions, write"
                          + " double(...) around each"
                      : "both sides of '+' must be of one kind here, both strings or both whole"
                          + " numbers; write double(...) around each if they can have fractions"));
      return join(operator, left, right, CelType.UNKNOWN);
    }
    return join(operator, asDouble(left), asDouble(right), CelType.DOUBLE);
  }

  private static CelText join(Operator operator, CelText left, CelText right, CelType type) {
    int level = operator.celLevel();
    String text = left.atLeast(level) + " " + operator.symbol() + " " + right.atLeast(level + 1);
    return new CelText(text, level, type);
  }

  private static CelText asDouble(CelText value) {
    if (value.type() == CelType.DOUBLE) {
      return value;
    }
    return value.type() == CelType.INT && value.text().matches("-?\\d+")
        ? new CelText(value.text() + ".0", value.level(), CelType.DOUBLE)
        : CelText.member("double(" + value.text() + ")", CelType.DOUBLE);
  }

  private static CelText asString(CelText value) {
    return value.type() == CelType.STRING
        ? value
        : CelText.member("string(" + value.text() + ")", CelType.STRING);
  }
}
