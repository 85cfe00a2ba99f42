package dev.nudge.engine.event;

/**
 * The kind of a value. A value travels unboxed as a kind and a {@link Register}: numbers and
 * booleans in the register's word, everything else in its reference.
 *
 * <p>Boxed, the kinds are {@link Null}, {@link Boolean}, {@link Long}, {@code UnsignedLong}, {@link
 * Double}, {@link String}, {@code CelByteString}, {@link java.time.Instant}, {@link
 * java.time.Duration}, {@link java.util.List} and {@link java.util.Map}.
 */
public enum Kind {
  /** Evaluation failed; the reference says why. Never stored in an event. */
  ERROR(0),
  /** JSON null. */
  NULL(1),
  /** The word is 0 or 1. */
  BOOL(2),
  /** The word is the number. */
  INT(3),
  /** The word holds the 64 bits. In an event, only what is beyond {@link #INT}. */
  UINT(4),
  /** The word holds {@link Double#doubleToRawLongBits}. */
  DOUBLE(5),
  /** The reference is a {@link String}. */
  STRING(6),
  /** The reference is a {@code CelByteString}. Never stored in an event. */
  BYTES(7),
  /** The reference is an {@link java.time.Instant}. */
  TIMESTAMP(8),
  /** The reference is a {@link java.time.Duration}. */
  DURATION(9),
  /** The reference is a list of boxed values. */
  LIST(10),
  /** The reference is a map of boxed values, keyed by string where it came from JSON. */
  MAP(11),
  /** The reference is a type: what {@code type(x)} gives. Never stored in an event. */
  TYPE(12);

  private static final Kind[] BY_CODE = values();

  private final int code;

  Kind(int code) {
    this.code = code;
  }

  /** Whether it is one of the three kinds of number. */
  public boolean isNumber() {
    return this == INT || this == DOUBLE || this == UINT;
  }

  /**
   * The nearest double of a number of this kind that lies in this word.
   *
   * @throws IllegalArgumentException if it is no kind of number
   */
  public double toDouble(long word) {
    return switch (this) {
      case INT -> (double) word;
      case DOUBLE -> Double.longBitsToDouble(word);
      // Halved with the lost bit kept, so that rounding to a double happens once.
      case UINT -> word >= 0 ? (double) word : (double) ((word >>> 1) | (word & 1)) * 2.0;
      default -> throw new IllegalArgumentException("no number: " + this);
    };
  }

  /** The number that stands for this kind in kept state; it never changes. */
  public int code() {
    return code;
  }

  /** The kind of a code, {@link #ERROR} for an unknown one. */
  public static Kind ofCode(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : ERROR;
  }
}
