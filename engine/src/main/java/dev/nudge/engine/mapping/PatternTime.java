package dev.nudge.engine.mapping;

import dev.nudge.engine.json.IsoTime;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Times in a pattern of {@link DateTimeFormatter}. A pattern of fixed width, such as {@code
 * yyyy-MM-dd HH:mm:ss z}, is read digit by digit where the zone is UTC (some 20 ns); all else by
 * {@code java.time} (a microsecond or more).
 */
final class PatternTime implements ToLongFunction<String> {
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2026, 11, 20, 10, 11, 12, 0, ZoneOffset.UTC);

  private final DateTimeFormatter formatter;
  private final ZoneId zone;
  private final @Nullable FixedTime fixed;

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it is none, or gives no date
   */
  PatternTime(String pattern, ZoneId zone) {
    this.zone = zone;
    this.formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(yearsWithoutEra(pattern))
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    try {
      IsoTime.of(formatter.parse(formatter.format(SAMPLE)), zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it does not give a date", e);
    }
    boolean utc =
        zone.getRules().isFixedOffset() && zone.getRules().equals(ZoneOffset.UTC.getRules());
    this.fixed = FixedTime.of(pattern, utc);
  }

  @Override
  public long applyAsLong(String text) {
    if (fixed != null) {
      long time = fixed.parse(text);
      if (time != IsoTime.NONE) {
        return time;
      }
    }
    try {
      return IsoTime.of(formatter.parse(text), zone);
    } catch (DateTimeException e) {
      return IsoTime.NONE;
    }
  }

  /** Everybody writes yyyy and means the year, which is uuuu where no era is given. */
  private static String yearsWithoutEra(String pattern) {
    StringBuilder years = new StringBuilder(pattern);
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      if (!quoted && c == 'G') {
        return pattern;
      }
      if (!quoted && c == 'y') {
        years.setCharAt(i, 'u');
      }
    }
    return years.toString();
  }
}
