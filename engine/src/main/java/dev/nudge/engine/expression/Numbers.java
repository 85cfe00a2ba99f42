package dev.nudge.engine.expression;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.event.Kind;
import java.math.BigInteger;

/**
 * Comparison of numbers of different types, as dev.cel does it: by way of double, with {@link
 * Double#compare}, so that NaN is above every integer and -0.0 below the integer 0.
 */
final class Numbers {
  private static final double UINT_MAX = 0x1p64;

  private Numbers() {}

  static int compareDoubleInt(double left, long right) {
    if (left < Long.MIN_VALUE) {
      return -1;
    }
    if (left > Long.MAX_VALUE) {
      return 1;
    }
    return Double.compare(left, (double) right);
  }

  static int compareDoubleUint(double left, long right) {
    if (left < 0.0) {
      return -1;
    }
    if (left > UINT_MAX) {
      return 1;
    }
    return Double.compare(left, Kind.UINT.toDouble(right));
  }

  static int compareIntUint(long left, long right) {
    if (left < 0 || right < 0 || right == Long.MAX_VALUE) {
      return -1;
    }
    return Long.compare(left, right);
  }

  /** An integer, signed or not. */
  static BigInteger exact(Kind kind, long word) {
    return kind == Kind.UINT
        ? UnsignedLong.fromLongBits(word).bigIntegerValue()
        : BigInteger.valueOf(word);
  }

  /** Whether a double, its fraction cut off, fits an integer. */
  static boolean fitsInt(double value) {
    return Math.getExponent(value) < 63;
  }

  /** Whether a double, its fraction cut off, fits an unsigned integer. */
  static boolean fitsUint(double value) {
    return !(value < 0.0) && Math.getExponent(value) < 64;
  }

  /** A double that fits, as the bits of an unsigned integer. */
  static long uintOf(double value) {
    return (long) (value >= 0x1p63 ? value - 0x1p64 : value);
  }
}
