package dev.nudge.job.size;

import dev.nudge.engine.document.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Less of a value. */
final class Shortened {
  private static final String MORE = "...";

  /** A backslash, a {@code u} and four digits. */
  private static final int SPELT_OUT = 6;

  private Shortened() {}

  /**
   * The value with all texts in it, names of members among them, shortened to so many characters,
   * and all lists and objects to so many elements.
   */
  static Object value(Object value, int characters, int elements) {
    if (value instanceof String text) {
      return text(text, characters);
    }
    if (value instanceof List<?> list) {
      List<Object> shorter = new ArrayList<>();
      for (Object element : list.subList(0, Math.min(elements, list.size()))) {
        shorter.add(value(element, characters, elements));
      }
      return shorter;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> shorter = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (shorter.size() == elements) {
          break;
        }
        shorter.put(
            text(entry.getKey().toString(), characters),
            value(entry.getValue(), characters, elements));
      }
      return shorter;
    }
    return value;
  }

  /** A text with at most so many characters, and dots where it was longer. */
  static String text(String text, int characters) {
    return text.length() <= characters ? text : text.substring(0, whole(text, characters)) + MORE;
  }

  /** How many bytes a text takes. */
  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The longest beginning of a text that takes at most so many bytes. */
  static String toBytes(String text, int bytes) {
    return beginning(text, bytes, Shortened::utf8Bytes);
  }

  /** The longest beginning of a text that takes at most so many bytes within quotes of JSON. */
  static String toJsonBytes(String text, int bytes) {
    return beginning(text, bytes, Shortened::jsonBytes);
  }

  private static String beginning(String text, int bytes, IntUnaryOperator bytesOfPoint) {
    int size = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      size += bytesOfPoint.applyAsInt(point);
      if (size > bytes) {
        return text.substring(0, i);
      }
      i += Character.charCount(point);
    }
    return text;
  }

  /** As JsonWriter writes it, which spells out what a terminal would obey. */
  private static int jsonBytes(int point) {
    if (point == '"' || point == '\\') {
      return 2;
    }
    return point <= Character.MAX_VALUE && PlainText.isControl((char) point)
        ? SPELT_OUT
        : utf8Bytes(point);
  }

  private static int utf8Bytes(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }

  /** Not between the halves of a character. */
  private static int whole(String text, int at) {
    return at > 0 && Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
  }
}
