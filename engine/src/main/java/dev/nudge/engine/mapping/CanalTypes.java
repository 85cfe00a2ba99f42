package dev.nudge.engine.mapping;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mysqlType} in a record of Canal says of its values, which are all texts.
 *
 * @param columns the type of each column, such as {@code decimal(10,2)}
 */
record CanalTypes(Map<?, ?> columns) {
  static CanalTypes of(@Nullable Object types) {
    return new CanalTypes(types instanceof Map<?, ?> map ? map : Map.of());
  }

  /** The row with its numbers as numbers; what is none of its type stays a text. */
  Map<String, Object> read(Map<String, Object> row) {
    Map<String, Object> read = new LinkedHashMap<>();
    row.forEach(
        (name, value) ->
            read.put(
                name,
                value instanceof String text && columns.get(name) instanceof String type
                    ? value(type.toLowerCase(Locale.ROOT), text)
                    : value));
    return read;
  }

  private static Object value(String type, String text) {
    if (type.contains("int") && !type.contains("point")) {
      try {
        return Long.parseLong(text.strip());
      } catch (NumberFormatException e) {
        return text; // beyond 64 bits
      }
    }
    if (type.startsWith("decimal")
        || type.startsWith("numeric")
        || type.startsWith("float")
        || type.startsWith("double")) {
      double number = Decimals.parse(text);
      return Double.isFinite(number) ? (Object) number : text;
    }
    return text;
  }
}
