package dev.nudge.engine.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.PlainNumber;
import dev.nudge.engine.event.Weight;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as JSON has them: {@code Null}, booleans, longs, doubles, strings, lists, and maps by
 * string. Timestamps and durations become their strings, bytes base64, and so does a number that
 * JSON has not, as in the JSON form of protocol buffers.
 */
final class JsonForm {
  private JsonForm() {}

  /** About how long a value is when it is written; counting ends beyond {@code most}. */
  static long length(Object value, long most) {
    long length = 0;
    if (value instanceof String text) {
      return text.length();
    } else if (value instanceof CelByteString bytes) {
      return bytes.size() * 4L / 3;
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size() && length <= most; i++) {
        length += 1 + length(list.get(i), most - length);
      }
      return length;
    } else if (value instanceof Event event) {
      return length(new EventMap(event), most);
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (length > most) {
          break;
        }
        length += 2 + length(entry.getKey(), most - length);
        length += length(entry.getValue(), most - length);
      }
      return length;
    }
    return Weight.PART;
  }

  static Object of(Object value) {
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return value;
    } else if (value instanceof Double number) {
      return Double.isFinite(number) ? number : (Object) number.toString();
    } else if (value instanceof UnsignedLong number) {
      return number.longValue() >= 0 ? (Object) number.longValue() : number;
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(of(element)));
      return copy;
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(text(key), of(element)));
      return copy;
    } else if (value instanceof Event event) {
      return of(new EventMap(event));
    }
    return value == Null.NULL ? value : text(value);
  }

  private static String text(Object value) {
    if (value instanceof CelByteString bytes) {
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } else if (value instanceof TypeType type) {
      return type.containingTypeName();
    }
    return Conversions.text(value) instanceof String text ? text : value.toString();
  }

  /** Appends a value as a template shows it. */
  static void appendText(StringBuilder to, Object value) {
    if (value instanceof List<?> || value instanceof Map<?, ?>) {
      appendJson(to, of(value));
    } else if (value instanceof Number number) {
      to.append(PlainNumber.text(number));
    } else {
      to.append(text(value));
    }
  }

  private static void appendJson(StringBuilder to, Object value) {
    if (value instanceof String text) {
      appendQuoted(to, text);
    } else if (value instanceof Number number) {
      to.append(PlainNumber.text(number));
    } else if (value instanceof List<?> list) {
      String gap = "[";
      for (Object element : list) {
        to.append(gap);
        appendJson(to, element);
        gap = ",";
      }
      to.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof Map<?, ?> map) {
      String gap = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        to.append(gap);
        appendQuoted(to, String.valueOf(entry.getKey()));
        to.append(':');
        appendJson(to, entry.getValue());
        gap = ",";
      }
      to.append(map.isEmpty() ? "{}" : "}");
    } else {
      to.append(value);
    }
  }

  private static void appendQuoted(StringBuilder to, String text) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> to.append("\\\"");
        case '\\' -> to.append("\\\\");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> {
          if (c < ' ') {
            to.append(String.format("\\u%04x", (int) c));
          } else {
            to.append(c);
          }
        }
      }
    }
    to.append('"');
  }
}
