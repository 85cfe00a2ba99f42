package dev.nudge.engine.event;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Time zones by name or offset, as profiles, mappings and expressions write them. */
public final class TimeZones {
  /** Hours of one digit, and no sign, are left to us by {@code java.time}. */
  private static final Pattern OFFSET = Pattern.compile("([+-]?)(\\d{1,2}):(\\d{2})");

  private TimeZones() {}

  /**
   * The zone of a name such as {@code Europe/Berlin}, or of an offset: {@code Z}, {@code +02:00},
   * {@code +0200}, {@code +2}, {@code 2:00}, {@code -0:30}, {@code UTC+2}. Nothing for any other
   * text. Some 200 ns.
   */
  public static Optional<ZoneId> of(String name) {
    Matcher offset = OFFSET.matcher(name);
    try {
      return Optional.of(offset.matches() ? offset(offset) : ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether a profile's tag means to name a zone, and names none. */
  public static boolean isUnknown(@Nullable Object named) {
    return named != null
        && named != Null.NULL
        && !(named instanceof String name && of(name).isPresent());
  }

  /** The sign stands for both parts: the hours alone cannot carry it where they are 0. */
  private static ZoneOffset offset(Matcher offset) {
    int sign = offset.group(1).equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(
        sign * Integer.parseInt(offset.group(2)), sign * Integer.parseInt(offset.group(3)));
  }
}
