package dev.nudge.engine.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as text, ISO-8601, to and from milliseconds since 1970-01-01T00:00Z. The usual spelling
 * {@code 2026-11-20T10:00:00Z}, with or without milliseconds, costs some 20 ns either way; all
 * others go through {@code java.time}.
 *
 * <p>Days are counted by the algorithms of Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms".
 */
public final class IsoTime {
  /** What {@link #parse} gives for a text that is no time. */
  public static final long NONE = Long.MIN_VALUE;

  /** The earliest time of an event: the beginning of the year 1, as in CEL. */
  public static final long MIN = -62_135_596_800_000L;

  /** The latest time of an event: the end of the year 9999, as in CEL. */
  public static final long MAX = 253_402_300_799_999L;

  /** The most characters of a valid time in the canonical form. */
  static final int LONGEST = 24;

  /** The characters of a date and of the {@code T}. */
  static final int DATE = 11;

  static final long DAY = 86_400_000L;

  private static final List<ChronoField> TIME_FIELDS =
      Arrays.stream(ChronoField.values()).filter(ChronoField::isTimeBased).toList();

  /** With {@code T} or a space, with or without time, fraction, offset or zone. */
  private static final DateTimeFormatter LENIENT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[' '][XXX][X]")
          .optionalStart()
          .appendLiteral('[')
          .appendZoneRegionId()
          .appendLiteral(']')
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private IsoTime() {}

  /** A time in the canonical form: UTC, milliseconds only where they are not zero. */
  public static String format(long millis) {
    if (millis < MIN || millis > MAX) {
      return Instant.ofEpochMilli(millis).toString();
    }
    byte[] text = new byte[LONGEST];
    return new String(text, 0, write(millis, text, 0), StandardCharsets.ISO_8859_1);
  }

  /**
   * Writes a time, which {@linkplain #isValid is valid}, in the canonical form: up to {@link
   * #LONGEST} bytes of ASCII.
   *
   * @return the place behind it
   */
  static int write(long millis, byte[] text, int at) {
    date(Math.floorDiv(millis, DAY), text, at);
    return clock((int) Math.floorMod(millis, DAY), text, at + DATE);
  }

  /** Writes a date and the {@code T} behind it: {@link #DATE} bytes. */
  static void date(long sinceEpoch, byte[] text, int at) {
    // The civil date of a day, in years that begin in March.
    long day = sinceEpoch + 719_468;
    long era = Math.floorDiv(day, 146_097);
    int ofEra = (int) (day - era * 146_097);
    int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int march = (5 * ofYear + 2) / 153;
    int month = march < 10 ? march + 3 : march - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    two(text, at, year / 100);
    two(text, at + 2, year % 100);
    text[at + 4] = '-';
    two(text, at + 5, month);
    text[at + 7] = '-';
    two(text, at + 8, ofYear - (153 * march + 2) / 5 + 1);
    text[at + 10] = 'T';
  }

  /**
   * Writes the time of a day, up to 13 bytes.
   *
   * @return the place behind it
   */
  static int clock(int ofDay, byte[] text, int at) {
    int second = ofDay / 1000;
    int milli = ofDay % 1000;
    two(text, at, second / 3600);
    text[at + 2] = ':';
    two(text, at + 3, second / 60 % 60);
    text[at + 5] = ':';
    two(text, at + 6, second % 60);
    if (milli != 0) {
      text[at + 8] = '.';
      text[at + 9] = (byte) ('0' + milli / 100);
      two(text, at + 10, milli % 100);
    }
    int end = at + (milli == 0 ? 8 : 12);
    text[end] = 'Z';
    return end + 1;
  }

  /**
   * A time in any spelling of ISO-8601 that has a date; a space may stand for the {@code T}.
   *
   * @param zone for a text that names no zone or offset; a date alone is the beginning of its day
   * @return milliseconds, fractions of them cut off, or {@link #NONE}
   */
  public static long parse(String text, ZoneId zone) {
    int length = text.length();
    if ((length == 20 || length == 24) && text.charAt(length - 1) == 'Z') {
      long time = usual(text, length == 24);
      if (time != NONE) {
        return time;
      }
    }
    try {
      return of(LENIENT.parse(text), zone);
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  /** A time in UTC where its text names no zone. */
  public static long parse(String text) {
    return parse(text, ZoneOffset.UTC);
  }

  /** Whether events may have this time. */
  public static boolean isValid(long millis) {
    return millis >= MIN && millis <= MAX;
  }

  /**
   * The milliseconds of a date and time, both given with their digits checked.
   *
   * @return {@link #NONE} where there is no such date or time
   */
  public static long of(int year, int month, int day, int hour, int minute, int second, int milli) {
    if (year < 1
        || month < 1
        || month > 12
        || day < 1
        || (day > 28 && day > daysIn(year, month))
        || hour > 23
        || minute > 59
        || second > 59) {
      return NONE;
    }
    // Days from a civil date, in years that begin in March.
    int shifted = month <= 2 ? year - 1 : year;
    int era = shifted / 400;
    int yearOfEra = shifted - era * 400;
    int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear;
    long days = era * 146_097L + ofEra - 719_468;
    return days * DAY + ((hour * 60L + minute) * 60 + second) * 1000 + milli;
  }

  /**
   * The milliseconds of what {@code java.time} parsed: a date, perhaps a time, perhaps a zone.
   *
   * @throws DateTimeException if there is no date, or a part of a time that is none by itself
   */
  public static long of(TemporalAccessor parsed, ZoneId zone) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return checked(Instant.from(parsed).toEpochMilli());
    }
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date == null) {
      throw new DateTimeException("no date");
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (time == null && TIME_FIELDS.stream().anyMatch(parsed::isSupported)) {
      throw new DateTimeException("a part of a time");
    }
    @Nullable ZoneId named = parsed.query(TemporalQueries.zone());
    return checked(
        date.atTime(time == null ? LocalTime.MIDNIGHT : time)
            .atZone(named == null ? zone : named)
            .toInstant()
            .toEpochMilli());
  }

  private static long usual(String text, boolean millis) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    int milli = millis ? digits(text, 20, 3) : 0;
    boolean fits =
        (year | month | day | hour | minute | second | milli) >= 0
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && (!millis || text.charAt(19) == '.');
    return fits ? of(year, month, day, hour, minute, second, milli) : NONE;
  }

  /** The number that these characters spell, negative where one is no digit. */
  public static int digits(String text, int from, int count) {
    int value = 0;
    int wrong = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text.charAt(i) - '0';
      wrong |= digit | (9 - digit);
      value = value * 10 + digit;
    }
    return wrong < 0 ? -1 : value;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static long checked(long millis) {
    return isValid(millis) ? millis : NONE;
  }

  private static void two(byte[] text, int at, int number) {
    text[at] = (byte) ('0' + number / 10);
    text[at + 1] = (byte) ('0' + number % 10);
  }
}
