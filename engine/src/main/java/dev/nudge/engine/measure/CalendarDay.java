package dev.nudge.engine.measure;

import dev.nudge.engine.event.Profile;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The calendar day of a user, remembered while the clock stays in it, so that asking again costs a
 * few comparisons.
 */
final class CalendarDay {
  private static final String TIMEZONE = "timezone";

  private @Nullable Object zone;
  private long start;
  private long end;
  private boolean known;

  /** When the day of {@code now} began where the profile says the user lives, else in UTC. */
  long startAt(long now, Profile profile) {
    Object named = profile.properties().get(TIMEZONE);
    if (!known || now < start || now >= end || !same(named)) {
      zone = named;
      ZoneId where = zoneOf(named);
      LocalDate today = Instant.ofEpochMilli(now).atZone(where).toLocalDate();
      start = startOf(today, where, Long.MIN_VALUE);
      end = startOf(today.plusDays(1), where, Long.MAX_VALUE);
      known = true;
    }
    return start;
  }

  private boolean same(@Nullable Object named) {
    return named == null ? zone == null : named.equals(zone);
  }

  private static ZoneId zoneOf(@Nullable Object named) {
    if (named instanceof String name) {
      try {
        return ZoneId.of(name);
      } catch (DateTimeException e) {
        return ZoneOffset.UTC;
      }
    }
    return ZoneOffset.UTC;
  }

  private static long startOf(LocalDate day, ZoneId zone, long beyond) {
    try {
      return day.atStartOfDay(zone).toInstant().toEpochMilli();
    } catch (ArithmeticException e) {
      return beyond;
    }
  }
}
