package dev.nudge.engine.event;

import com.google.common.primitives.UnsignedLong;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which values are compared as keys: groups of measures, what is distinct, what
 * correlates. Numbers of one value have one form, however they were written and however deep they
 * lie in lists and maps: INT where they fit, then UINT, else DOUBLE, by their exact value. All NaN
 * are one. Lists and maps are copied, for an expression may have lent a view.
 */
public final class KeyForm {
  private static final double TWO_63 = 0x1p63;
  private static final double TWO_64 = 0x1p64;

  /** The deepest nesting that can be kept. */
  public static final int DEEPEST = 90;

  /** What a value that is kept weighs at most, in bytes, whether it is a key or not. */
  public static final int BYTES = 4096;

  private KeyForm() {}

  /**
   * Brings the value in a register into its form and returns its kind; {@link Kind#ERROR} where it
   * is of a kind that is no key (bytes, types, what is nested too deep).
   */
  public static Kind of(Kind kind, Register value) {
    return switch (kind) {
      case UINT -> value.word < 0 ? Kind.UINT : Kind.INT;
      case DOUBLE -> ofDouble(value);
      case LIST, MAP -> {
        @Nullable Object copy = value.ref == null ? null : of(value.ref);
        value.ref = copy;
        yield copy == null ? Kind.ERROR : kind;
      }
      case INT, BOOL, NULL, STRING, TIMESTAMP, DURATION -> kind;
      case ERROR, BYTES, TYPE -> Kind.ERROR;
    };
  }

  /** Whether the value in a register is too large to be kept. */
  public static boolean isTooLarge(Kind kind, Register value) {
    return switch (kind) {
      case STRING, LIST, MAP -> Weight.exceeds(value.ref, BYTES);
      default -> false;
    };
  }

  private static Kind ofDouble(Register value) {
    double number = Double.longBitsToDouble(value.word);
    if (isLong(number)) {
      value.word = (long) number;
      return Kind.INT;
    }
    if (isUnsigned(number)) {
      value.word = unsigned(number);
      return Kind.UINT;
    }
    value.word = Double.doubleToLongBits(number);
    return Kind.DOUBLE;
  }

  private static boolean isLong(double number) {
    return number >= -TWO_63 && number < TWO_63 && number == Math.rint(number);
  }

  private static boolean isUnsigned(double number) {
    return number >= TWO_63 && number < TWO_64;
  }

  private static long unsigned(double number) {
    return (long) (number - TWO_63) ^ Long.MIN_VALUE;
  }

  /** The form of a boxed value; null where it is of a kind that is no key. */
  public static @Nullable Object of(Object value) {
    return copy(value, true, DEEPEST);
  }

  /** A copy of a boxed value with its numbers as they are; null where it cannot be kept. */
  public static @Nullable Object copy(Object value) {
    return copy(value, false, DEEPEST);
  }

  private static @Nullable Object copy(Object value, boolean key, int depth) {
    if (depth == 0) {
      return null;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      for (Object element : list) {
        @Nullable Object kept = copy(element, key, depth - 1);
        if (kept == null) {
          return null;
        }
        copy.add(kept);
      }
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>(map.size() * 2);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        @Nullable Object name = copy(entry.getKey(), key, depth - 1);
        @Nullable Object kept = copy(entry.getValue(), key, depth - 1);
        if (name == null || kept == null) {
          return null;
        }
        copy.put(name, kept);
      }
      return copy;
    }
    if (key && value instanceof Double number) {
      return ofDouble(number);
    }
    if (value instanceof UnsignedLong number) {
      return number.longValue() >= 0 ? (Object) number.longValue() : number;
    }
    return value instanceof Long
            || value instanceof Double
            || value instanceof Boolean
            || value instanceof String
            || value instanceof Instant
            || value instanceof Duration
            || value == Null.NULL
        ? value
        : null;
  }

  private static Object ofDouble(double number) {
    if (isLong(number)) {
      return (long) number;
    }
    return isUnsigned(number) ? UnsignedLong.fromLongBits(unsigned(number)) : (Object) number;
  }
}
