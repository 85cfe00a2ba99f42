package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.WholeNumber;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the schema in a record of Debezium says of the columns that JSON cannot say itself: decimals
 * in base64, days and microseconds since 1970, JSON in a text. Without a schema in the record,
 * values are as they are; what Debezium was not told is missing in any case.
 *
 * @param columns by name: those with a meaning of their own
 */
record DebeziumTypes(Map<String, Column> columns) {
  /** Of a decimal in base64, in characters: far more than a database keeps. */
  private static final int LONGEST = 1_000;

  /**
   * In place of a long value that an update did not touch, which PostgreSQL does not tell then
   * (unavailable.value.placeholder).
   */
  static final String UNTOLD = "__debezium_unavailable_value";

  /**
   * A column's type.
   *
   * @param name of the type
   * @param scale of a decimal
   */
  record Column(String name, int scale) {}

  /**
   * The types of a side's columns.
   *
   * @param side {@code before} or {@code after}
   */
  static DebeziumTypes of(@Nullable Object schema, String side) {
    Map<String, Column> columns = new HashMap<>();
    for (Map<?, ?> part : fields(schema)) {
      if (side.equals(part.get("field"))) {
        for (Map<?, ?> column : fields(part)) {
          if (column.get("field") instanceof String field
              && column.get("name") instanceof String name) {
            columns.put(field, new Column(name, scale(column.get("parameters"))));
          }
        }
      }
    }
    return new DebeziumTypes(columns);
  }

  private static List<Map<?, ?>> fields(@Nullable Object schema) {
    return schema instanceof Map<?, ?> map && map.get("fields") instanceof List<?> list
        ? list.stream()
            .<Map<?, ?>>mapMulti(
                (field, into) -> {
                  if (field instanceof Map<?, ?> object) {
                    into.accept(object);
                  }
                })
            .toList()
        : List.of();
  }

  private static int scale(@Nullable Object parameters) {
    if (parameters instanceof Map<?, ?> map && map.get("scale") instanceof String digits) {
      try {
        return Integer.parseInt(digits);
      } catch (NumberFormatException e) {
        return 0;
      }
    }
    return 0;
  }

  /** The row with its values as what they are. */
  Map<String, Object> read(Map<String, Object> row) {
    if (columns.isEmpty() && !row.containsValue(UNTOLD)) {
      return row;
    }
    Map<String, Object> read = new LinkedHashMap<>();
    row.forEach(
        (name, value) -> {
          @Nullable Column column = columns.get(name);
          if (!value.equals(UNTOLD)) {
            read.put(name, column == null || value == Null.NULL ? value : value(column, value));
          }
        });
    return read;
  }

  private static Object value(Column column, Object value) {
    try {
      if (value instanceof Long number) {
        return ofNumber(column.name(), number);
      }
      if (value instanceof String text) {
        return ofText(column, text);
      }
      if (column.name().equals("io.debezium.data.VariableScaleDecimal")
          && value instanceof Map<?, ?> map
          && map.get("scale") instanceof Long scale
          && map.get("value") instanceof String text) {
        return decimal(text, scale.intValue());
      }
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      return value; // not what its type says
    }
    return value;
  }

  private static Object ofText(Column column, String text) {
    return switch (column.name()) {
      case "org.apache.kafka.connect.data.Decimal" -> decimal(text, column.scale());
      case "io.debezium.time.ZonedTimestamp", "io.debezium.time.IsoTimestamp" ->
          time(OffsetDateTime.parse(text).toInstant().toEpochMilli());
      case "io.debezium.time.IsoDate" -> LocalDate.parse(withoutZone(text)).toString();
      case "io.debezium.time.IsoTime" -> LocalTime.parse(withoutZone(text)).toString();
      case "io.debezium.data.Json" ->
          JsonReader.value(text) instanceof Parsed.Accepted<Object> json ? json.value() : text;
      default -> text;
    };
  }

  /** Debezium puts a Z behind days and times of day, which have no zone. */
  private static String withoutZone(String text) {
    return text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
  }

  private static Object ofNumber(String type, long number) {
    return switch (type) {
      case "io.debezium.time.Timestamp", "org.apache.kafka.connect.data.Timestamp" -> time(number);
      case "io.debezium.time.MicroTimestamp" -> time(Math.floorDiv(number, 1_000));
      case "io.debezium.time.NanoTimestamp" -> time(Math.floorDiv(number, 1_000_000));
      case "io.debezium.time.Date", "org.apache.kafka.connect.data.Date" ->
          LocalDate.ofEpochDay(number).toString();
      case "io.debezium.time.Time", "org.apache.kafka.connect.data.Time" ->
          LocalTime.ofNanoOfDay(Math.multiplyExact(number, 1_000_000L)).toString();
      case "io.debezium.time.MicroTime" ->
          LocalTime.ofNanoOfDay(Math.multiplyExact(number, 1_000L)).toString();
      case "io.debezium.time.NanoTime" -> LocalTime.ofNanoOfDay(number).toString();
      default -> number;
    };
  }

  private static Instant time(long millis) {
    if (!IsoTime.isValid(millis)) {
      throw new DateTimeException("no time that can be written");
    }
    return Instant.ofEpochMilli(millis);
  }

  /** One without a fraction keeps all its digits: so come ids of 64 bits without a sign. */
  private static Object decimal(String base64, int scale) {
    if (base64.length() > LONGEST) {
      throw new ArithmeticException("a decimal of so many digits");
    }
    BigInteger digits = new BigInteger(Base64.getDecoder().decode(base64));
    if (scale == 0) {
      return WholeNumber.of(digits.toString());
    }
    double decimal = new BigDecimal(digits, scale).doubleValue();
    if (!Double.isFinite(decimal)) {
      throw new ArithmeticException("beyond the range of numbers");
    }
    return decimal;
  }
}
