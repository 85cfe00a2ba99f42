package dev.nudge.engine.mapping;

import dev.nudge.engine.event.WholeNumber;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mysqlType} in a record of Canal says of its values, which are all texts.
 *
 * @param columns the type of each column, such as {@code decimal(10,2)}
 */
record CanalTypes(Map<?, ?> columns) {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,100}");

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
      String digits = text.strip();
      return WHOLE.matcher(digits).matches() ? WholeNumber.of(digits) : text;
    }
    if (type.startsWith("decimal") && WHOLE.matcher(text).matches()) {
      return WholeNumber.of(text); // as decimal(20,0) has an id
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
