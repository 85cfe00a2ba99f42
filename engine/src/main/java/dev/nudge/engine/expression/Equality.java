package dev.nudge.engine.expression;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.event.Kind;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CEL's equality: across numeric types, and deep in lists and maps. */
final class Equality {
  private Equality() {}

  static boolean equal(
      Kind left,
      long leftWord,
      @Nullable Object leftRef,
      Kind right,
      long rightWord,
      @Nullable Object rightRef) {
    if (left.isNumber()) {
      return right.isNumber() && Order.of(left, leftWord, null, right, rightWord, null) == 0;
    }
    if (left != right) {
      return false;
    }
    return switch (left) {
      case BOOL -> leftWord == rightWord;
      case NULL -> true;
      case LIST -> listsEqual((List<?>) ref(leftRef), (List<?>) ref(rightRef));
      case MAP -> mapsEqual((Map<?, ?>) ref(leftRef), (Map<?, ?>) ref(rightRef));
      default -> ref(leftRef).equals(ref(rightRef));
    };
  }

  private static Object ref(@Nullable Object ref) {
    return Objects.requireNonNull(ref);
  }

  /** Whether two boxed values are equal. */
  static boolean equal(Object left, Object right) {
    if (left == right) {
      return true;
    }
    if (left instanceof Number a) {
      return right instanceof Number b
          && Order.of(Values.kindOf(a), bits(a), null, Values.kindOf(b), bits(b), null) == 0;
    }
    if (left instanceof List<?> a) {
      return right instanceof List<?> b && listsEqual(a, b);
    }
    if (left instanceof Map<?, ?> a) {
      return right instanceof Map<?, ?> b && mapsEqual(a, b);
    }
    return left.equals(right);
  }

  private static long bits(Number number) {
    return number instanceof Double value ? Double.doubleToRawLongBits(value) : number.longValue();
  }

  private static boolean listsEqual(List<?> left, List<?> right) {
    if (left == right) {
      return true;
    }
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object value : left) {
      if (!equal(value, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean mapsEqual(Map<?, ?> left, Map<?, ?> right) {
    if (left == right) {
      return true;
    }
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object other = find(right, entry.getKey());
      if (other == null || !equal(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The value under a key, which may be a number of another type than that in the map; null where
   * there is none.
   */
  static @Nullable Object find(Map<?, ?> map, Object key) {
    Object value = map.get(key);
    if (value != null) {
      return value;
    }
    if (key instanceof Long number) {
      return number >= 0 ? map.get(UnsignedLong.fromLongBits(number)) : null;
    }
    if (key instanceof UnsignedLong number) {
      return number.longValue() >= 0 ? map.get(number.longValue()) : null;
    }
    return key instanceof Double number ? find(map, number.doubleValue()) : null;
  }

  private static @Nullable Object find(Map<?, ?> map, double number) {
    if (Numbers.fitsInt(number) && (double) (long) number == number) {
      Object value = map.get((long) number);
      if (value != null) {
        return value;
      }
    }
    if (Numbers.fitsUint(number) && (double) Numbers.uintOf(number) == number) {
      return map.get(UnsignedLong.fromLongBits(Numbers.uintOf(number)));
    }
    return null;
  }

  /**
   * Whether a list holds a value. As in dev.cel, numbers match across types, but those inside
   * nested lists and maps only within their type.
   */
  static boolean in(List<?> list, Object value) {
    if (list.contains(value)) {
      return true;
    }
    if (value instanceof Number) {
      for (Object element : list) {
        if (equal(element, value)) {
          return true;
        }
      }
    }
    return false;
  }
}
