package dev.nudge.engine.story;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The words of short answers in one language, with times as a clock on the wall shows them. */
final class Phrases {
  private static final String BUNDLE = "dev.nudge.engine.story.answer";
  private static final ResourceBundle.Control AS_ASKED =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private static final int DIGITS = 6;
  private static final int LONGEST = 60;

  private final ResourceBundle words;
  private final Locale locale;
  private final ZoneId zone;
  private final LocalDate today;

  /**
   * Words of a language; English where there are none of it.
   *
   * @param now the day of this moment, in milliseconds, is not said
   */
  Phrases(Locale locale, ZoneId zone, long now) {
    this.words = ResourceBundle.getBundle(BUNDLE, locale, AS_ASKED);
    this.locale = words.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : locale;
    this.zone = zone;
    this.today = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
  }

  String say(String key, Object... values) {
    return new MessageFormat(words.getString(key), locale).format(values);
  }

  /** {@code at 11:20}. */
  String at(long time) {
    return time(time, "time.at", "time.other.at");
  }

  /** {@code 11:20}. */
  String time(long time) {
    return time(time, "time", "time.other");
  }

  /** {@code by 11:20}, as it follows what has to come. */
  String by(long time) {
    return time(time, "time.by", "time.other.by");
  }

  private String time(long time, String ofToday, String ofOther) {
    ZonedDateTime local = Instant.ofEpochMilli(time).atZone(zone);
    String clock =
        DateTimeFormatter.ofPattern(local.getSecond() == 0 ? "HH:mm" : "HH:mm:ss", locale)
            .format(local);
    LocalDate date = local.toLocalDate();
    if (date.equals(today)) {
      return say(ofToday, clock);
    }
    String pattern =
        words.getString(
            date.getYear() == today.getYear() ? "time.pattern.day" : "time.pattern.year");
    return say(ofOther, DateTimeFormatter.ofPattern(pattern, locale).format(local), clock);
  }

  String and(List<String> parts) {
    return String.join(words.getString("list.and"), parts);
  }

  String or(List<String> parts) {
    return parts.stream().distinct().collect(Collectors.joining(words.getString("list.or")));
  }

  /** A value as people write it: {@code silver}, {@code 20}, {@code yes}. */
  String value(Object value) {
    if (value instanceof Boolean truth) {
      return words.getString(truth ? "value.yes" : "value.no");
    }
    if (value instanceof Number number) {
      NumberFormat plain = NumberFormat.getNumberInstance(locale);
      plain.setGroupingUsed(false); // it may be a year
      plain.setMaximumFractionDigits(DIGITS);
      return plain.format(number);
    }
    if (value instanceof Instant instant) {
      return time(instant.toEpochMilli());
    }
    return value instanceof String text && !text.isBlank() && text.length() <= LONGEST
        ? text
        : Wording.value(value);
  }
}
