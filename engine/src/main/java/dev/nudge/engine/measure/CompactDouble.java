package dev.nudge.engine.measure;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/**
 * Writes doubles in few bytes where they are amounts with at most two decimals, as most are: two or
 * three bytes for a price; nine for any other number.
 */
final class CompactDouble {
  private static final long LARGEST = 1L << 48;

  private CompactDouble() {}

  /** The bits of a double. */
  static void write(StateWriter writer, long bits) {
    double value = Double.longBitsToDouble(bits);
    long hundredths = Math.round(value * 100);
    // Not Math.abs, which leaves the least of all longs below zero.
    if (hundredths > -LARGEST
        && hundredths < LARGEST
        && Double.doubleToRawLongBits(hundredths / 100.0) == bits) {
      writer.varint(((hundredths << 1) ^ (hundredths >> 63)) + 1);
    } else {
      writer.varint(0);
      writer.fixed(bits);
    }
  }

  static long read(StateReader reader) {
    long code = reader.varint();
    if (code == 0) {
      return reader.fixed();
    }
    long zigzag = code - 1;
    long hundredths = (zigzag >>> 1) ^ -(zigzag & 1);
    return Double.doubleToRawLongBits(hundredths / 100.0);
  }
}
