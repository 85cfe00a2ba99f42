package dev.nudge.console.campaign;

import dev.nudge.console.web.ApiException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time to come, as people say it: what a clock on the wall shows there.
 *
 * @param zone such as {@code Europe/Berlin}
 */
record WallTime(Instant at, ZoneId zone) {
  private static final Duration LONGEST = Duration.ofDays(5 * 365);
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /**
   * Reads one. Of an hour that the clock there shows twice, it is the first.
   *
   * @param local such as {@code 2026-12-24T09:00}
   * @throws ApiException 400 if it is no time, has passed, or no clock shows it
   */
  static WallTime of(String local, String zone, Instant now) {
    ZoneId place;
    LocalDateTime time;
    try {
      place = ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw ApiException.badRequest(
          "'zone' is the name of a time zone such as Europe/Berlin, got '" + zone + "'");
    }
    try {
      time = LocalDateTime.parse(local);
    } catch (DateTimeException e) {
      throw ApiException.badRequest("'at' is a time such as 2026-12-24T09:00, got '" + local + "'");
    }
    if (place.getRules().getValidOffsets(time).isEmpty()) {
      throw ApiException.badRequest(
          "no clock in " + zone + " shows " + local + ": there it is put forward over that time");
    }
    WallTime wall = new WallTime(time.atZone(place).toInstant(), place);
    if (!wall.at.isAfter(now)) {
      throw ApiException.badRequest("'at' is to be later than now, and " + wall + " has passed");
    }
    if (wall.at.isAfter(now.plus(LONGEST))) {
      throw ApiException.badRequest("'at' is within the next five years, got " + wall);
    }
    return wall;
  }

  /** {@code 2026-12-24 09:00 Europe/Berlin}. */
  @Override
  public String toString() {
    return SHOWN.format(at.atZone(zone)) + " " + zone.getId();
  }
}
