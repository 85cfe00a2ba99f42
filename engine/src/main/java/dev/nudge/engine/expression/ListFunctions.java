package dev.nudge.engine.expression;

import com.google.common.primitives.UnsignedLong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code avg(l)}, {@code sum(l)}, {@code min(l)} and {@code max(l)} over a list of numbers: of
 * integers an integer, else (and always for avg) a double. The sum of nothing is 0; the others have
 * no value then.
 */
final class ListFunctions {
  private static final EvaluationError EMPTY =
      new EvaluationError(EvaluationError.Reason.NO_VALUE, "no value over an empty list");

  private ListFunctions() {}

  private enum Numeric {
    INTS,
    MIXED,
    NOT
  }

  private static Numeric kindOf(List<?> list) {
    Numeric kind = Numeric.INTS;
    for (Object element : list) {
      if (!(element instanceof Long)) {
        if (!(element instanceof Double || element instanceof UnsignedLong)) {
          return Numeric.NOT;
        }
        kind = Numeric.MIXED;
      }
    }
    return kind;
  }

  static @Nullable Object avg(Object[] args) {
    if (!(args[0] instanceof List<?> list) || kindOf(list) == Numeric.NOT) {
      return null;
    }
    return list.isEmpty() ? EMPTY : (Object) (sumOf(list) / list.size());
  }

  /**
   * The sum.
   *
   * @param ofNothing what the sum of an empty list is, of the static type of its elements
   */
  static CallNode.Function sum(Object ofNothing) {
    return args -> {
      if (!(args[0] instanceof List<?> list)) {
        return null;
      }
      if (list.isEmpty()) {
        return ofNothing;
      }
      return switch (kindOf(list)) {
        case NOT -> null;
        case MIXED -> sumOf(list);
        case INTS -> sumOfInts(list);
      };
    };
  }

  static @Nullable Object min(Object[] args) {
    return extreme(args[0], -1);
  }

  static @Nullable Object max(Object[] args) {
    return extreme(args[0], 1);
  }

  private static @Nullable Object extreme(Object value, int sign) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    Numeric kind = kindOf(list);
    if (kind == Numeric.NOT) {
      return null;
    }
    if (list.isEmpty()) {
      return EMPTY;
    }
    if (kind == Numeric.INTS) {
      long best = (Long) list.get(0);
      for (Object element : list) {
        long number = (Long) element;
        best = sign < 0 ? Math.min(best, number) : Math.max(best, number);
      }
      return best;
    }
    double best = ((Number) list.get(0)).doubleValue();
    for (Object element : list) {
      double number = ((Number) element).doubleValue();
      best = sign < 0 ? Math.min(best, number) : Math.max(best, number);
    }
    return best;
  }

  private static double sumOf(List<?> list) {
    double sum = 0;
    for (Object element : list) {
      sum += ((Number) element).doubleValue();
    }
    return sum;
  }

  private static Object sumOfInts(List<?> list) {
    long sum = 0;
    for (Object element : list) {
      long number = (Long) element;
      long next = sum + number;
      if (((sum ^ next) & (number ^ next)) < 0) {
        return ArithmeticNode.OVERFLOW;
      }
      sum = next;
    }
    return sum;
  }
}
