package dev.nudge.engine.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A day of the calendar somewhere.
 *
 * @param begin its first millisecond since 1970-01-01T00:00Z
 * @param end the first one after it; a day is 23 or 25 hours long where the clock is set
 */
public record LocalDay(LocalDate date, long begin, long end) {
  /** The day that a time falls on. */
  public static LocalDay at(long time, ZoneId zone) {
    LocalDate date = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    return new LocalDay(date, beginOf(date, zone), beginOf(date.plusDays(1), zone));
  }

  /** Whether a time falls on it. */
  public boolean contains(long time) {
    return time >= begin && time < end;
  }

  /** The first millisecond of a day; the nearest there is for one beyond all times. */
  public static long beginOf(LocalDate date, ZoneId zone) {
    try {
      return date.atStartOfDay(zone).toInstant().toEpochMilli();
    } catch (ArithmeticException e) {
      return date.getYear() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
