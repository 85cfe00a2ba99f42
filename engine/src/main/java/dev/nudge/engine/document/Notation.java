package dev.nudge.engine.document;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations and times are written in documents. */
public final class Notation {
  /** The longest duration that can be written: a hundred years. */
  public static final Duration LONGEST = Duration.ofDays(36_525);

  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private static final int SHORTEST_TIME = "2026-11-01T00:00Z".length();

  private Notation() {}

  /**
   * {@code 200ms}, {@code 30s}, {@code 10m}, {@code 12h}, {@code 7d}, or units from great to small
   * such as {@code 1h30m}; empty for anything else, for zero and for more than {@link #LONGEST}.
   */
  public static Optional<Duration> duration(String text) {
    Matcher units = DURATION.matcher(text);
    if (text.isEmpty() || !units.matches()) {
      return Optional.empty();
    }
    Duration duration =
        Duration.ofDays(unit(units, 1))
            .plusHours(unit(units, 2))
            .plusMinutes(unit(units, 3))
            .plusSeconds(unit(units, 4))
            .plusMillis(unit(units, 5));
    boolean usable = !duration.isZero() && duration.compareTo(LONGEST) <= 0;
    return usable ? Optional.of(duration) : Optional.empty();
  }

  private static long unit(Matcher units, int group) {
    String digits = units.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /**
   * ISO-8601 with a zone, such as {@code 2026-11-01T00:00:00Z} or {@code 2026-11-01T09:30+01:00},
   * from the year 0 to 9999; empty for anything else.
   */
  public static Optional<Instant> timestamp(String text) {
    if (text.length() < SHORTEST_TIME) {
      return Optional.empty(); // to have it refused by the parser costs an exception
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() >= 0 && time.getYear() <= 9999
          ? Optional.of(time.toInstant())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A duration as it is written: {@code 1h30m}. */
  public static String write(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.length() == 0 ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }
}
