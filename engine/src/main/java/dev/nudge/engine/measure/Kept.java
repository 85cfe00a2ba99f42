package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that outlive their event, unboxed: a word and a mark. The mark of a number or boolean is
 * its {@link Kind}, and the word holds it; the mark of any other value is the value itself. Lists
 * and maps are copied, for an expression may have lent a view.
 */
final class Kept {
  private static final int DEEPEST = 90;
  private static final double TWO_63 = 0x1p63;
  private static final double TWO_64 = 0x1p64;

  private Kept() {}

  /**
   * The mark of the value in a register, as it is, or null where it is of a kind that cannot be
   * kept (bytes, types, lists nested without reason).
   */
  static @Nullable Object mark(Kind kind, Register value) {
    return switch (kind) {
      case INT, UINT, DOUBLE, BOOL -> kind;
      case NULL -> Null.NULL;
      case STRING, TIMESTAMP, DURATION -> value.ref;
      case LIST, MAP -> copy(value.ref, false, DEEPEST);
      case ERROR, BYTES, TYPE -> null;
    };
  }

  /**
   * The mark of the value in a register in a form that is equal for values that CEL holds equal (1
   * == 1.0), or null where it cannot be kept. Changes the register's word. All NaN are one.
   */
  static @Nullable Object key(Kind kind, Register value) {
    return switch (kind) {
      case UINT -> value.word < 0 ? Kind.UINT : Kind.INT;
      case DOUBLE -> doubleKey(value);
      case LIST, MAP -> copy(value.ref, true, DEEPEST);
      case INT, BOOL, NULL, STRING, TIMESTAMP, DURATION, ERROR, BYTES, TYPE -> mark(kind, value);
    };
  }

  private static Kind doubleKey(Register value) {
    double number = Double.longBitsToDouble(value.word);
    if (isLong(number)) {
      value.word = (long) number;
      return Kind.INT;
    }
    if (number >= TWO_63 && number < TWO_64) {
      value.word = (long) (number - TWO_63) ^ Long.MIN_VALUE;
      return Kind.UINT;
    }
    value.word = Double.doubleToLongBits(number);
    return Kind.DOUBLE;
  }

  private static boolean isLong(double number) {
    return number >= -TWO_63 && number < TWO_63 && number == Math.rint(number);
  }

  private static @Nullable Object copy(@Nullable Object value, boolean key, int depth) {
    if (depth == 0) {
      return null;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      for (Object element : list) {
        Object kept = copy(element, key, depth - 1);
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
        Object name = copy(entry.getKey(), key, depth - 1);
        Object kept = copy(entry.getValue(), key, depth - 1);
        if (name == null || kept == null) {
          return null;
        }
        copy.put(name, kept);
      }
      return copy;
    }
    if (key && value instanceof Double number && isLong(number)) {
      return (long) number.doubleValue();
    }
    if (value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof String
        || value instanceof Instant
        || value instanceof Duration
        || value == Null.NULL) {
      return value;
    }
    // An unsigned number that is also a signed one; anything else has no binary form.
    return value instanceof Number number && number.longValue() >= 0 ? number.longValue() : null;
  }

  /** Leaves a kept value in a register and returns its kind. */
  static Kind load(Object mark, long word, Register into) {
    if (mark instanceof Kind kind) {
      into.word = word;
      return kind;
    }
    return into.put(mark);
  }

  static int hash(Object mark, long word) {
    int hash = mark instanceof Kind kind ? Long.hashCode(word) * 31 + kind.code() : mark.hashCode();
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }

  static boolean same(Object mark, long word, Object otherMark, long otherWord) {
    return mark == otherMark
        ? word == otherWord || !(mark instanceof Kind)
        : !(mark instanceof Kind) && mark.equals(otherMark);
  }

  static void write(StateWriter writer, Object mark, long word) {
    if (mark instanceof Kind kind) {
      writer.varint(kind.code());
      switch (kind) {
        case DOUBLE -> Decimals.write(writer, word);
        case INT -> writer.zigzag(word);
        default -> writer.varint(word);
      }
    } else {
      writer.varint(0);
      writer.value(mark);
    }
  }

  /** Leaves the word in a register and returns the mark. */
  static Object read(StateReader reader, Register into) {
    long code = reader.varint();
    into.word = 0;
    if (code == 0) {
      Object value = reader.value();
      if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
        throw reader.corrupt("a number among the objects");
      }
      return value;
    }
    Kind kind = Kind.ofCode(code > 12 ? 0 : (int) code);
    switch (kind) {
      case DOUBLE -> into.word = Decimals.read(reader);
      case INT -> into.word = reader.zigzag();
      case UINT, BOOL -> into.word = reader.varint();
      default -> throw reader.corrupt("a value of unknown kind " + code);
    }
    return kind;
  }
}
