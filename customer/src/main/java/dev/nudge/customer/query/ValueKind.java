package dev.nudge.customer.query;

import dev.nudge.engine.document.Notation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value can be, how it is written, and what it is to PostgreSQL. */
public enum ValueKind {
  TEXT("text", "a text"),
  INTEGER("bigint", "a whole number such as 12"),
  NUMBER("numeric", "a number such as 12.5"),
  BOOLEAN("boolean", "true or false"),
  TIMESTAMP("timestamptz", "a time with a zone such as 2026-11-01T00:00:00Z"),
  DATE("date", "a day such as 2026-11-01"),
  DURATION("interval", "a duration such as 30s, 10m, 12h, 7d or 1h30m");

  /** What people bring along from elsewhere. */
  private static final Map<String, ValueKind> ELSEWHERE =
      Map.ofEntries(
          Map.entry("string", TEXT),
          Map.entry("varchar", TEXT),
          Map.entry("uuid", TEXT),
          Map.entry("int", INTEGER),
          Map.entry("long", INTEGER),
          Map.entry("bigint", INTEGER),
          Map.entry("float", NUMBER),
          Map.entry("double", NUMBER),
          Map.entry("decimal", NUMBER),
          Map.entry("numeric", NUMBER),
          Map.entry("bool", BOOLEAN),
          Map.entry("time", TIMESTAMP),
          Map.entry("datetime", TIMESTAMP),
          Map.entry("timestamptz", TIMESTAMP),
          Map.entry("interval", DURATION));

  private static final Pattern DIGITS = Pattern.compile("[-+]?[0-9]{1,19}");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(?:[0-9]{1,400}(?:\\.[0-9]{0,400})?|\\.[0-9]{1,400})(?:[eE][-+]?[0-9]{1,3})?");

  private final String sql;
  private final String expected;

  ValueKind(String sql, String expected) {
    this.sql = sql;
    this.expected = expected;
  }

  /** As headers and answers write it: {@code integer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of PostgreSQL. */
  String sql() {
    return sql;
  }

  /** What is expected, for people. */
  String expected() {
    return expected;
  }

  static Optional<ValueKind> elsewhere(String word) {
    return Optional.ofNullable(ELSEWHERE.get(word.toLowerCase(Locale.ROOT)));
  }

  /**
   * The value that a text writes: {@code String}, {@code Long}, {@code BigDecimal}, {@code
   * Boolean}, {@code Instant}, {@code LocalDate} or {@code Duration}.
   */
  Optional<Comparable<?>> read(String text) {
    return switch (this) {
      case TEXT -> isSound(text) ? Optional.of(text) : Optional.empty();
      case INTEGER -> integer(text);
      case NUMBER ->
          DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? Optional.of(text.equals("true"))
              : Optional.empty();
      case TIMESTAMP -> Notation.timestamp(text).map(ValueKind::time);
      case DATE -> date(text);
      case DURATION -> Notation.duration(text).map(duration -> duration);
    };
  }

  /** As {@link #read} takes it. */
  String write(Object value) {
    return value instanceof Duration duration
        ? Notation.write(duration)
        : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static Comparable<?> time(Instant instant) {
    return instant;
  }

  private static Optional<Comparable<?>> integer(String text) {
    try {
      return DIGITS.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Comparable<?>> date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      return date.getYear() >= 0 && date.getYear() <= 9999 ? Optional.of(date) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** PostgreSQL keeps neither the character 0 nor half a surrogate pair. */
  private static boolean isSound(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
