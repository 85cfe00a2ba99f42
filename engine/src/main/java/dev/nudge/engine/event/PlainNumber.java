package dev.nudge.engine.event;

import java.math.BigDecimal;

/**
 * Numbers as people write them: all digits, no exponent, and no point behind which nothing stands,
 * so that 50 and 50.0 read the same.
 */
public final class PlainNumber {
  private PlainNumber() {}

  /** Whether a value of this kind is a whole number. */
  public static boolean isWhole(Kind kind, long word) {
    if (kind == Kind.DOUBLE) {
      double number = Double.longBitsToDouble(word);
      return number == Math.rint(number) && Double.isFinite(number);
    }
    return kind == Kind.INT || kind == Kind.UINT;
  }

  /** The text of an INT, UINT or DOUBLE that lies in this word. */
  public static String text(Kind kind, long word) {
    return switch (kind) {
      case INT -> Long.toString(word);
      case UINT -> Long.toUnsignedString(word);
      default -> text(Double.longBitsToDouble(word));
    };
  }

  /** The text of a boxed number. */
  public static String text(Number number) {
    return number instanceof Double value ? text(value.doubleValue()) : number.toString();
  }

  /** The text of a double: the shortest decimal that reads back as the same double. */
  public static String text(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 0x1p53) {
      return Long.toString((long) number);
    }
    return Double.isFinite(number)
        ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }
}
