package dev.nudge.console.web;

import java.time.Duration;
import java.time.Instant;

/** From a time until another, as requests say it. */
public final class TimeRange {
  private TimeRange() {}

  /**
   * Refuses what is no range, or a longer one than is answered.
   *
   * @throws ApiException if it is refused
   */
  public static void check(Instant from, Instant until, Duration longest) {
    if (!from.isBefore(until) || Duration.between(from, until).compareTo(longest) > 0) {
      throw ApiException.badRequest(
          "'until' is after 'from', by " + longest.toDays() + " days at most");
    }
  }
}
