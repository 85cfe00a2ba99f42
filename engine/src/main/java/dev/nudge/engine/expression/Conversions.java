package dev.nudge.engine.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.nudge.engine.event.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.AmountFormats;

/** {@code int(x)}, {@code string(x)} and the other conversions. */
final class Conversions {
  private static final Duration MOST = Duration.ofDays(3_652_500);
  private static final EvaluationError UNREADABLE =
      new EvaluationError(EvaluationError.Reason.CONVERSION, "a string that cannot be converted");

  private Conversions() {}

  static @Nullable Object toInt(Object[] args) {
    Object value = args[0];
    if (value instanceof Long) {
      return value;
    } else if (value instanceof UnsignedLong number) {
      return number.longValue() < 0 ? ArithmeticNode.OVERFLOW : (Object) number.longValue();
    } else if (value instanceof Double number) {
      return Numbers.fitsInt(number) ? (Object) number.longValue() : ArithmeticNode.OVERFLOW;
    } else if (value instanceof String text) {
      return parseInt(text);
    }
    return value instanceof Instant time ? (Object) time.getEpochSecond() : null;
  }

  static @Nullable Object toUint(Object[] args) {
    Object value = args[0];
    if (value instanceof UnsignedLong) {
      return value;
    } else if (value instanceof Long number) {
      return number < 0 ? ArithmeticNode.OVERFLOW : UnsignedLong.fromLongBits(number);
    } else if (value instanceof Double number) {
      return Numbers.fitsUint(number)
          ? UnsignedLong.fromLongBits(Numbers.uintOf(number))
          : ArithmeticNode.OVERFLOW;
    }
    return value instanceof String text ? parseUint(text) : null;
  }

  static @Nullable Object toDouble(Object[] args) {
    Object value = args[0];
    if (value instanceof Double) {
      return value;
    } else if (value instanceof Long number) {
      return number.doubleValue();
    } else if (value instanceof UnsignedLong number) {
      return Kind.UINT.toDouble(number.longValue());
    }
    return value instanceof String text ? parseDouble(text) : null;
  }

  static @Nullable Object toText(Object[] args) {
    return text(args[0]);
  }

  /** What {@code string(x)} gives: a string, an error, or null where it is not defined. */
  static @Nullable Object text(Object value) {
    return switch (Values.kindOf(value)) {
      case STRING -> value;
      case INT, UINT, DOUBLE, BOOL, TIMESTAMP -> value.toString();
      case DURATION -> text((Duration) value);
      case BYTES -> {
        CelByteString bytes = (CelByteString) value;
        yield bytes.isValidUtf8() ? bytes.toStringUtf8() : UNREADABLE;
      }
      default -> null;
    };
  }

  private static Object text(Duration duration) {
    if (duration.toSeconds() >= Long.MAX_VALUE / 1_000_000_000
        || duration.toSeconds() <= Long.MIN_VALUE / 1_000_000_000) {
      return ArithmeticNode.OVERFLOW;
    }
    long nanos = duration.toNanos();
    long fraction = Math.abs(nanos % 1_000_000_000);
    StringBuilder text = new StringBuilder(nanos < 0 ? "-" : "");
    text.append(Math.abs(nanos / 1_000_000_000));
    if (fraction != 0) {
      if (fraction % 1_000_000 == 0) {
        text.append(String.format(Locale.ROOT, ".%03d", fraction / 1_000_000));
      } else if (fraction % 1_000 == 0) {
        text.append(String.format(Locale.ROOT, ".%06d", fraction / 1_000));
      } else {
        text.append(String.format(Locale.ROOT, ".%09d", fraction));
      }
    }
    return text.append('s').toString();
  }

  static @Nullable Object toBool(Object[] args) {
    if (args[0] instanceof String text) {
      return switch (text) {
        case "true", "TRUE", "True", "t", "1" -> true;
        case "false", "FALSE", "False", "f", "0" -> false;
        default -> UNREADABLE;
      };
    }
    return args[0] instanceof Boolean ? args[0] : null;
  }

  static @Nullable Object toBytes(Object[] args) {
    if (args[0] instanceof String text) {
      return CelByteString.copyFromUtf8(text);
    }
    return args[0] instanceof CelByteString ? args[0] : null;
  }

  static @Nullable Object toDuration(Object[] args) {
    if (args[0] instanceof String text) {
      try {
        Duration duration = AmountFormats.parseUnitBasedDuration(text);
        return duration.abs().compareTo(MOST) <= 0 ? duration : UNREADABLE;
      } catch (DateTimeException | ArithmeticException e) {
        return UNREADABLE;
      }
    }
    return args[0] instanceof Duration ? args[0] : null;
  }

  static @Nullable Object toTimestamp(Object[] args) {
    if (args[0] instanceof String text) {
      try {
        return TimeArithmetic.checked(OffsetDateTime.parse(text).toInstant());
      } catch (DateTimeException e) {
        return UNREADABLE;
      }
    } else if (args[0] instanceof Long second) {
      return second < TimeArithmetic.FIRST_SECOND || second > TimeArithmetic.LAST_SECOND
          ? ArithmeticNode.OVERFLOW
          : Instant.ofEpochSecond(second);
    }
    return args[0] instanceof Instant ? args[0] : null;
  }

  static Object typeOf(Object[] args) {
    Kind kind = Values.kindOf(args[0]);
    return Values.typeOf(kind);
  }

  private static Object parseInt(String text) {
    boolean negative = text.startsWith("-");
    int start = negative || text.startsWith("+") ? 1 : 0;
    if (start == text.length()) {
      return UNREADABLE;
    }
    // Counted below zero, where there is one number more.
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0 || value < (Long.MIN_VALUE + digit) / 10) {
        return UNREADABLE;
      }
      value = value * 10 - digit;
    }
    if (negative) {
      return value;
    }
    return value == Long.MIN_VALUE ? UNREADABLE : (Object) (-value);
  }

  private static Object parseUint(String text) {
    if (text.isEmpty()) {
      return UNREADABLE;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0 || Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, 10)) > 0) {
        return UNREADABLE;
      }
      value = value * 10 + digit;
    }
    return UnsignedLong.fromLongBits(value);
  }

  private static Object parseDouble(String text) {
    if (!mayBeDouble(text)) {
      return UNREADABLE;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return UNREADABLE;
    }
  }

  /** Refuses nearly every string that is no number, so that the exception is rare. */
  private static boolean mayBeDouble(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && !(c >= '0' && c <= '9') && "+-.abcdefxpABCDEFXPNInity".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
