package dev.nudge.engine.mapping;

/**
 * Numbers as text. What a price looks like costs some 10 ns: with at most 15 digits and 22 of them
 * behind the point, dividing two exact doubles rounds correctly (Clinger, "How to read floating
 * point numbers accurately", PLDI 1990). All else goes to {@link Double#parseDouble}, once it has
 * the form of a number.
 */
final class Decimals {
  /** What {@link #smallInteger} gives for anything else. */
  static final long NOT_SMALL = Long.MIN_VALUE;

  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private Decimals() {}

  /** A whole number of at most 18 digits, or {@link #NOT_SMALL}. */
  static long smallInteger(String text) {
    int length = text.length();
    int at = length > 0 && text.charAt(0) == '-' ? 1 : 0;
    if (at == length || length - at > 18) {
      return NOT_SMALL;
    }
    long value = 0;
    for (int i = at; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NOT_SMALL;
      }
      value = value * 10 + digit;
    }
    return at == 1 ? -value : value;
  }

  /** A number with or without point and exponent; NaN for anything else. */
  static double parse(String text) {
    int length = text.length();
    boolean minus = length > 0 && text.charAt(0) == '-';
    long mantissa = 0;
    int digits = 0;
    int point = -1;
    for (int i = minus ? 1 : 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c >= '0' && c <= '9' && digits < EXACT_DIGITS) {
        mantissa = mantissa * 10 + (c - '0');
        digits++;
      } else {
        return slowly(text);
      }
    }
    if (digits == 0) {
      return Double.NaN;
    }
    double value = point < 0 ? mantissa : mantissa / POWERS[length - point - 1];
    return minus ? -value : value;
  }

  /** {@code parseDouble} also takes hexadecimal, NaN and type letters; we do not. */
  private static double slowly(String text) {
    String number = text.strip();
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
