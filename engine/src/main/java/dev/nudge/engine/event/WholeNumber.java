package dev.nudge.engine.event;

import com.google.common.primitives.UnsignedLong;

/** Whole numbers of any length, of which no digit is lost. */
public final class WholeNumber {
  private WholeNumber() {}

  /**
   * The value of some digits, as events have it: a number of 64 bits with or without a sign, or,
   * beyond these, a text.
   *
   * @param digits a decimal integer, such as {@code -17}
   */
  public static Object of(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException beyondSigned) {
      try {
        return UnsignedLong.valueOf(digits);
      } catch (NumberFormatException | IllegalStateException beyondAll) {
        return digits;
      }
    }
  }
}
