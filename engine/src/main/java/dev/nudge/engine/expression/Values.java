package dev.nudge.engine.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between values as they travel (a kind and a register) and values as objects. */
final class Values {
  private static final Map<Kind, TypeType> TYPES = new EnumMap<>(Kind.class);

  static {
    TYPES.put(Kind.NULL, TypeType.create(SimpleType.NULL_TYPE));
    TYPES.put(Kind.BOOL, TypeType.create(SimpleType.BOOL));
    TYPES.put(Kind.INT, TypeType.create(SimpleType.INT));
    TYPES.put(Kind.UINT, TypeType.create(SimpleType.UINT));
    TYPES.put(Kind.DOUBLE, TypeType.create(SimpleType.DOUBLE));
    TYPES.put(Kind.STRING, TypeType.create(SimpleType.STRING));
    TYPES.put(Kind.BYTES, TypeType.create(SimpleType.BYTES));
    TYPES.put(Kind.TIMESTAMP, TypeType.create(SimpleType.TIMESTAMP));
    TYPES.put(Kind.DURATION, TypeType.create(SimpleType.DURATION));
    TYPES.put(Kind.LIST, TypeType.create(ListType.create(SimpleType.DYN)));
    TYPES.put(Kind.MAP, TypeType.create(MapType.create(SimpleType.DYN, SimpleType.DYN)));
    TYPES.put(Kind.TYPE, TypeType.create(SimpleType.DYN));
  }

  private Values() {}

  /** Whether a value of this kind lies in the register's word. */
  static boolean isWord(Kind kind) {
    return kind.isNumber() || kind == Kind.BOOL;
  }

  /** The value left in the frame as an object; an error as itself. */
  static Object box(Kind kind, Frame frame) {
    return box(kind, frame.word, frame.ref);
  }

  static Object box(Kind kind, long word, @Nullable Object ref) {
    return switch (kind) {
      case BOOL -> word != 0;
      case INT -> word;
      case UINT -> UnsignedLong.fromLongBits(word);
      case DOUBLE -> Double.longBitsToDouble(word);
      case NULL -> Null.NULL;
      default -> Objects.requireNonNull(ref);
    };
  }

  /** Leaves an object in the frame and returns its kind. */
  static Kind unbox(Frame frame, Object value) {
    if (value instanceof Long number) {
      frame.word = number;
      return Kind.INT;
    }
    if (value instanceof Double number) {
      frame.word = Double.doubleToRawLongBits(number);
      return Kind.DOUBLE;
    }
    if (value instanceof Boolean flag) {
      frame.word = flag ? 1 : 0;
      return Kind.BOOL;
    }
    if (value instanceof Event event) {
      frame.ref = new EventMap(event);
      return Kind.MAP;
    }
    if (value instanceof UnsignedLong number) {
      frame.word = number.longValue();
      return Kind.UINT;
    }
    frame.ref = value;
    return kindOf(value);
  }

  /** The kind of a boxed value. */
  static Kind kindOf(Object value) {
    if (value instanceof String) {
      return Kind.STRING;
    } else if (value instanceof Long) {
      return Kind.INT;
    } else if (value instanceof Double) {
      return Kind.DOUBLE;
    } else if (value instanceof Boolean) {
      return Kind.BOOL;
    } else if (value instanceof List<?>) {
      return Kind.LIST;
    } else if (value instanceof Map<?, ?>) {
      return Kind.MAP;
    } else if (value == Null.NULL) {
      return Kind.NULL;
    } else if (value instanceof Instant) {
      return Kind.TIMESTAMP;
    } else if (value instanceof Duration) {
      return Kind.DURATION;
    } else if (value instanceof UnsignedLong) {
      return Kind.UINT;
    } else if (value instanceof CelByteString) {
      return Kind.BYTES;
    } else if (value instanceof TypeType) {
      return Kind.TYPE;
    } else if (value instanceof EvaluationError) {
      return Kind.ERROR;
    }
    throw new IllegalArgumentException("not a value: " + value.getClass().getName());
  }

  /** What {@code type(x)} gives for a value of a kind. */
  static TypeType typeOf(Kind kind) {
    return Objects.requireNonNull(TYPES.get(kind));
  }

  /** The name of a kind, as CEL writes it. */
  static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
