package dev.nudge.engine.expression;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Ascii;
import dev.nudge.engine.event.Null;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The string functions of CEL's extension library. Positions count characters (code points). Corner
 * cases follow dev.cel: an empty needle is found wherever the search begins.
 */
final class TextFunctions {
  private static final EvaluationError OUTSIDE =
      new EvaluationError(EvaluationError.Reason.INDEX, "a position outside the string");

  private TextFunctions() {}

  static @Nullable Object charAt(Object[] args) {
    if (!(args[0] instanceof String text && args[1] instanceof Long index)) {
      return null;
    }
    int[] points = points(text);
    if (index < 0 || index > points.length) {
      return OUTSIDE;
    }
    return index == points.length ? "" : new String(points, index.intValue(), 1);
  }

  static @Nullable Object indexOf(Object[] args) {
    if (!(args[0] instanceof String text && args[1] instanceof String part)) {
      return null;
    }
    Object from = args.length < 3 ? (Object) 0L : args[2];
    if (!(from instanceof Long offset)) {
      return null;
    }
    if (offset != offset.intValue()) {
      return OUTSIDE;
    }
    if (part.isEmpty()) {
      return offset;
    }
    int[] points = points(text);
    return offset < 0 || offset >= points.length
        ? OUTSIDE
        : (Object) (long) find(points, points(part), offset.intValue());
  }

  static @Nullable Object lastIndexOf(Object[] args) {
    if (!(args[0] instanceof String text && args[1] instanceof String part)) {
      return null;
    }
    int[] points = points(text);
    int[] sought = points(part);
    if (args.length < 3) {
      if (sought.length == 0) {
        return (long) points.length;
      }
      return (long) findLast(points, sought, points.length - 1);
    }
    if (!(args[2] instanceof Long offset)) {
      return null;
    }
    if (sought.length == 0) {
      return offset;
    }
    return offset < 0 || offset >= points.length
        ? OUTSIDE
        : (Object) (long) findLast(points, sought, offset.intValue());
  }

  static @Nullable Object substring(Object[] args) {
    if (!(args[0] instanceof String text && args[1] instanceof Long from)) {
      return null;
    }
    int[] points = points(text);
    Object end = args.length < 3 ? (Object) (long) points.length : args[2];
    if (!(end instanceof Long to)) {
      return null;
    }
    if (from < 0 || from > to || to > points.length) {
      return OUTSIDE;
    }
    return new String(points, from.intValue(), (int) (to - from));
  }

  static @Nullable Object replace(Object[] args) {
    if (!(args[0] instanceof String text
        && args[1] instanceof String sought
        && args[2] instanceof String by)) {
      return null;
    }
    Object most = args.length < 4 ? (Object) Long.valueOf(-1) : args[3];
    if (!(most instanceof Long limit)) {
      return null;
    }
    return limit == limit.intValue() ? replace(text, sought, by, limit.intValue()) : OUTSIDE;
  }

  private static Object replace(String text, String sought, String by, int limit) {
    if (sought.equals(by) || limit == 0) {
      return text;
    }
    if (text.isEmpty()) {
      return sought.isEmpty() ? by : "";
    }
    int[] points = points(text);
    int[] needle = points(sought);
    int found = find(points, needle, 0);
    if (found < 0) {
      return text;
    }
    StringBuilder replaced = new StringBuilder();
    int start = 0;
    int left = limit;
    do {
      replaced.append(new String(points, start, found - start)).append(by);
      if (replaced.length() > BudgetNode.BYTES) {
        return BudgetNode.TOO_LARGE;
      }
      start = found + needle.length;
      left--;
      found = left == 0 ? -1 : find(points, needle, found + Math.max(needle.length, 1));
    } while (found > 0);
    return replaced.append(new String(points, start, points.length - start)).toString();
  }

  static @Nullable Object split(Object[] args) {
    if (!(args[0] instanceof String text && args[1] instanceof String separator)) {
      return null;
    }
    Object most = args.length < 3 ? (Object) (long) Integer.MAX_VALUE : args[2];
    if (!(most instanceof Long limit)) {
      return null;
    }
    return limit == limit.intValue() ? split(text, separator, limit.intValue()) : OUTSIDE;
  }

  private static Object split(String text, String separator, int limit) {
    if (limit == 0) {
      return List.of();
    }
    if (limit == 1) {
      return List.of(text);
    }
    int most = limit < 0 ? text.length() : limit;
    if (separator.isEmpty()) {
      return characters(text, most);
    }
    if (most == 0) {
      return OUTSIDE;
    }
    List<Object> parts = new ArrayList<>();
    int start = 0;
    while (parts.size() < most - 1) {
      int end = text.indexOf(separator, start);
      if (end < 0) {
        break;
      }
      parts.add(text.substring(start, end));
      start = end + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static List<Object> characters(String text, int limit) {
    int[] points = points(text);
    int most = limit > 0 ? limit - 1 : limit;
    int single = Math.min(points.length, most);
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < single; i++) {
      parts.add(new String(points, i, 1));
    }
    if (points.length > most) {
      parts.add(new String(points, most, points.length - most));
    }
    return parts;
  }

  static @Nullable Object join(Object[] args) {
    if (!(args[0] instanceof List<?> parts)) {
      return null;
    }
    Object between = args.length < 2 ? "" : args[1];
    if (!(between instanceof String separator)) {
      return null;
    }
    StringBuilder joined = new StringBuilder();
    String gap = "";
    for (Object part : parts) {
      joined.append(gap).append(written(part));
      if (joined.length() > BudgetNode.BYTES) {
        return BudgetNode.TOO_LARGE;
      }
      gap = separator;
    }
    return joined.toString();
  }

  /** What is no string, but reached {@code join} as dyn, in the words of dev.cel. */
  private static String written(Object part) {
    if (part == Null.NULL) {
      return "NULL_VALUE";
    } else if (part instanceof List<?> list) {
      return list.stream().map(TextFunctions::written).collect(joining(", ", "[", "]"));
    } else if (part instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> written(entry.getKey()) + "=" + written(entry.getValue()))
          .collect(joining(", ", "{", "}"));
    }
    return part.toString();
  }

  static @Nullable Object lowerAscii(Object[] args) {
    return args[0] instanceof String text ? Ascii.toLowerCase(text) : null;
  }

  static @Nullable Object upperAscii(Object[] args) {
    return args[0] instanceof String text ? Ascii.toUpperCase(text) : null;
  }

  /** By Unicode, whatever the language: {@code İ} and the final sigma as Unicode has them. */
  static @Nullable Object lower(Object[] args) {
    return args[0] instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
  }

  static @Nullable Object upper(Object[] args) {
    return args[0] instanceof String text ? text.toUpperCase(Locale.ROOT) : null;
  }

  static @Nullable Object reverse(Object[] args) {
    return args[0] instanceof String text ? new StringBuilder(text).reverse().toString() : null;
  }

  static @Nullable Object trim(Object[] args) {
    if (!(args[0] instanceof String text)) {
      return null;
    }
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return (c >= 0x9 && c <= 0xD)
        || c == 0x20
        || c == 0x85
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  static @Nullable Object quote(Object[] args) {
    if (!(args[0] instanceof String text)) {
      return null;
    }
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case 0x7 -> quoted.append("\\a");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case 0xB -> quoted.append("\\v");
                case '\\' -> quoted.append("\\\\");
                case '"' -> quoted.append("\\\"");
                default -> quoted.appendCodePoint(isLoneSurrogate(c) ? 0xFFFD : c);
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean isLoneSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static int[] points(String text) {
    return text.codePoints().toArray();
  }

  /** The first place of a needle at or after another, or -1. */
  private static int find(int[] text, int[] needle, int from) {
    for (int i = from; i <= text.length - needle.length; i++) {
      if (isAt(text, needle, i)) {
        return i;
      }
    }
    return -1;
  }

  /** The last place of a needle at or before another, or -1. */
  private static int findLast(int[] text, int[] needle, int from) {
    for (int i = Math.min(from, text.length - needle.length); i >= 0; i--) {
      if (isAt(text, needle, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAt(int[] text, int[] needle, int place) {
    for (int j = 0; j < needle.length; j++) {
      if (text[place + j] != needle[j]) {
        return false;
      }
    }
    return true;
  }
}
