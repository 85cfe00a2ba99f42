package dev.nudge.engine.mapping;

import dev.nudge.engine.json.IsoTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Times in a pattern of {@link DateTimeFormatter}. A pattern of fixed width, such as {@code
 * yyyy-MM-dd HH:mm:ss z}, is read digit by digit where the zone is UTC (some 20 ns); all else by
 * {@code java.time} (a microsecond or more).
 */
final class PatternTime implements ToLongFunction<String> {
  /** A morning and an evening, which differ in every part. */
  private static final List<LocalDateTime> SAMPLES =
      List.of(
          LocalDateTime.of(2026, 11, 20, 10, 41, 52, 123_456_789),
          LocalDateTime.of(2023, 2, 3, 21, 5, 6, 987_654_321));

  private final DateTimeFormatter formatter;
  private final ZoneId zone;
  private final @Nullable FixedTime fixed;

  /**
   * Compiles a pattern.
   *
   * @param locale whose words it reads for months and days
   * @throws IllegalArgumentException if it is none, or does not give the time its letters speak of
   */
  PatternTime(String pattern, ZoneId zone, Locale locale) {
    this.zone = zone;
    TimePattern letters = TimePattern.of(yearsWithoutEra(pattern));
    try {
      this.formatter = formatter(letters, locale);
    } catch (ClassCastException e) { // java.time's own
      throw new IllegalArgumentException("'p' cannot pad a number that stands beside another", e);
    }
    boolean utc =
        zone.getRules().isFixedOffset() && zone.getRules().equals(ZoneOffset.UTC.getRules());
    Optional<String> mistake = TimePattern.of(pattern).mistake(utc).or(() -> lost(letters));
    if (mistake.isPresent()) {
      throw new IllegalArgumentException(mistake.get());
    }
    this.fixed = FixedTime.of(pattern, utc);
  }

  /** Months and the like may be written in any of the forms that the language has. */
  private static DateTimeFormatter formatter(TimePattern letters, Locale locale) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    // What pads has to stay with what it pads.
    String padding = "";
    for (String run : letters.runs()) {
      if (run.startsWith("p")) {
        padding = run;
        continue;
      }
      if (TimePattern.isWord(run)) {
        builder.parseLenient().appendPattern(padding + run).parseStrict();
      } else {
        builder.appendPattern(padding + run);
      }
      padding = "";
    }
    return builder
        .appendPattern(padding)
        .toFormatter(locale)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * What becomes of times that are written and read again, down to what the pattern tells apart.
   */
  private Optional<String> lost(TimePattern letters) {
    ZoneId where = letters.hasZone() ? ZoneOffset.UTC : zone;
    long unit = letters.unit();
    for (LocalDateTime sample : SAMPLES) {
      long nanos = sample.toLocalTime().toNanoOfDay();
      long told =
          sample
              .toLocalDate()
              .atTime(LocalTime.ofNanoOfDay(nanos - nanos % unit))
              .atZone(where)
              .toInstant()
              .toEpochMilli();
      try {
        String text = formatter.format(sample.atZone(where));
        long time = IsoTime.of(formatter.parse(text), where);
        if (time != told) {
          return Optional.of("it reads its own '" + text + "' as " + IsoTime.format(time));
        }
      } catch (DateTimeException e) {
        return Optional.of("it does not give a time");
      }
    }
    return Optional.empty();
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
