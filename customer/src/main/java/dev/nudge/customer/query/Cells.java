package dev.nudge.customer.query;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;

/** Reads what PostgreSQL answers into columns and cells: numbers exact, times in UTC. */
final class Cells {
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+");

  private Cells() {}

  static List<@Nullable Object> row(ResultSet rows, List<Column> columns) throws SQLException {
    List<@Nullable Object> cells = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      cells.add(cell(rows, i + 1, columns.get(i).type()));
    }
    return cells;
  }

  private static @Nullable Object cell(ResultSet rows, int at, String type) throws SQLException {
    if (type.endsWith("[]")) {
      Array array = rows.getArray(at);
      return array == null
          ? null
          : list((Object[]) array.getArray(), type.substring(0, type.length() - 2));
    }
    return switch (type) {
      case "integer" -> ofLong(rows, at);
      case "number" -> element(rows.getObject(at), type);
      case "boolean" -> ofBoolean(rows, at);
      case "timestamp" -> time(rows.getObject(at, OffsetDateTime.class));
      case "local_timestamp" -> time(rows.getObject(at, LocalDateTime.class));
      case "date" -> day(rows.getObject(at, LocalDate.class));
      case "json" -> json(rows.getString(at));
      default -> rows.getString(at);
    };
  }

  private static @Nullable Object ofLong(ResultSet rows, int at) throws SQLException {
    long number = rows.getLong(at);
    return rows.wasNull() ? null : number;
  }

  private static @Nullable Object ofBoolean(ResultSet rows, int at) throws SQLException {
    boolean flag = rows.getBoolean(at);
    return rows.wasNull() ? null : flag;
  }

  private static @Nullable Object json(@Nullable String text) {
    // The end of a line in JSON is space, and an answer in lines has one line a row.
    return text == null ? null : new Rows.Json(LINE_ENDS.matcher(text).replaceAll(" "));
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    if (time == null) {
      return null;
    }
    if (time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)) {
      return time.equals(OffsetDateTime.MAX) ? "infinity" : "-infinity";
    }
    return DateTimeFormatter.ISO_INSTANT.format(time.withOffsetSameInstant(ZoneOffset.UTC));
  }

  private static @Nullable String time(@Nullable LocalDateTime time) {
    if (time == null) {
      return null;
    }
    if (time.equals(LocalDateTime.MAX) || time.equals(LocalDateTime.MIN)) {
      return time.equals(LocalDateTime.MAX) ? "infinity" : "-infinity";
    }
    String utc = DateTimeFormatter.ISO_INSTANT.format(time.atOffset(ZoneOffset.UTC));
    return utc.substring(0, utc.length() - 1);
  }

  private static @Nullable String day(@Nullable LocalDate day) {
    if (day == null) {
      return null;
    }
    if (day.equals(LocalDate.MAX) || day.equals(LocalDate.MIN)) {
      return day.equals(LocalDate.MAX) ? "infinity" : "-infinity";
    }
    return day.toString();
  }

  private static List<@Nullable Object> list(@Nullable Object[] elements, String type) {
    List<@Nullable Object> list = new ArrayList<>(elements.length);
    for (Object element : elements) {
      list.add(element instanceof Object[] more ? list(more, type) : element(element, type));
    }
    return list;
  }

  /** As the driver has it inside of an array, or of any number. */
  private static @Nullable Object element(@Nullable Object value, String type) {
    if (value == null || value instanceof Boolean || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        return value.toString();
      }
      return new BigDecimal(value.toString()).stripTrailingZeros();
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof Timestamp time) {
      return type.equals("timestamp")
          ? time(time.toInstant().atOffset(ZoneOffset.UTC))
          : time(time.toLocalDateTime());
    }
    if (value instanceof PGInterval interval) {
      return iso(interval);
    }
    return type.equals("json") ? json(value.toString()) : value.toString();
  }

  /** As the server itself writes one outside of an array. */
  private static String iso(PGInterval interval) {
    StringBuilder text = new StringBuilder("P");
    part(text, interval.getYears(), 'Y');
    part(text, interval.getMonths(), 'M');
    part(text, interval.getDays(), 'D');
    int days = text.length();
    part(text, interval.getHours(), 'H');
    part(text, interval.getMinutes(), 'M');
    long micros = interval.getWholeSeconds() * 1_000_000L + interval.getMicroSeconds();
    if (micros != 0) {
      text.append(BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString()).append('S');
    }
    if (text.length() > days) {
      text.insert(days, 'T');
    }
    return text.length() == 1 ? "PT0S" : text.toString();
  }

  private static void part(StringBuilder text, int count, char unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }
}
