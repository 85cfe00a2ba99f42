package dev.nudge.engine.event;

import com.google.common.primitives.UnsignedLong;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is left for whoever asked for it, so that reading a number allocates nothing. The
 * {@link Kind} that the reading method returned says which of the two fields holds it.
 */
public class Register {
  /** The bits of a number, or 0 and 1 for a boolean. */
  public long word;

  /** The object, for every kind that is not a number or boolean. */
  public @Nullable Object ref;

  /**
   * Leaves a boxed value here, in the form an event or profile can hold, and returns its kind.
   *
   * @throws IllegalArgumentException if the object is of none of these kinds
   */
  public final Kind put(Object value) {
    if (value instanceof Long number) {
      word = number;
      return Kind.INT;
    }
    if (value instanceof Double number) {
      word = Double.doubleToRawLongBits(number);
      return Kind.DOUBLE;
    }
    if (value instanceof Boolean flag) {
      word = flag ? 1 : 0;
      return Kind.BOOL;
    }
    if (value instanceof UnsignedLong number) {
      word = number.longValue();
      return Kind.UINT;
    }
    ref = value;
    if (value instanceof String) {
      return Kind.STRING;
    }
    if (value instanceof List<?>) {
      return Kind.LIST;
    }
    if (value instanceof Map<?, ?>) {
      return Kind.MAP;
    }
    if (value instanceof Instant) {
      return Kind.TIMESTAMP;
    }
    if (value instanceof Duration) {
      return Kind.DURATION;
    }
    if (value == Null.NULL) {
      return Kind.NULL;
    }
    throw new IllegalArgumentException("not a value: " + value.getClass().getName());
  }

  /**
   * The value that was left here, boxed: the reverse of {@link #put}.
   *
   * @throws IllegalArgumentException for an error
   */
  public final Object box(Kind kind) {
    return switch (kind) {
      case INT -> word;
      case DOUBLE -> Double.longBitsToDouble(word);
      case BOOL -> word != 0;
      case UINT -> UnsignedLong.fromLongBits(word);
      case ERROR -> throw new IllegalArgumentException("cannot be boxed: " + kind);
      case NULL, STRING, BYTES, TIMESTAMP, DURATION, LIST, MAP, TYPE -> Objects.requireNonNull(ref);
    };
  }
}
