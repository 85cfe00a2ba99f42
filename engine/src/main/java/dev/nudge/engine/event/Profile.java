package dev.nudge.engine.event;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * What is known of a user, merged from profile updates; immutable.
 *
 * <p>Where there is a {@code birth_date} (an ISO date such as {@code 1990-04-01}) and no {@code
 * age}, {@code age} is the number of whole years between the two at the time of asking, by the
 * user's calendar: that of the zone which {@code timezone} names.
 *
 * @param properties the tags
 */
public record Profile(Properties properties) {
  /** Nothing is known. */
  public static final Profile EMPTY = new Profile(Properties.EMPTY);

  /** The derived tag. */
  public static final String AGE = "age";

  /** The tag that names the user's time zone. */
  public static final String TIMEZONE = "timezone";

  /** The tag that lists the segments the user is in. */
  public static final String SEGMENTS = "segments";

  private static final String BIRTH_DATE = "birth_date";

  /** This profile with an update merged in: a value replaces, {@link Null#NULL} removes. */
  public Profile merge(Properties update) {
    Properties.Builder merged = new Properties.Builder(Shapes.shared()).putAll(properties);
    for (int i = 0; i < update.size(); i++) {
      Object value = update.get(i);
      if (value == Null.NULL) {
        merged.remove(update.shape().name(i));
      } else {
        merged.put(update.shape().name(i), value);
      }
    }
    return new Profile(merged.build());
  }

  /**
   * The zone of the user's calendar.
   *
   * @param otherwise where the profile names none, or what it names is none
   */
  public ZoneId zone(ZoneId otherwise) {
    return properties.get(TIMEZONE) instanceof String name
        ? TimeZones.of(name).orElse(otherwise)
        : otherwise;
  }

  /**
   * The age in whole years on a day of the user's calendar, or -1 where no birth date is known (or
   * none that is a date).
   */
  public int ageOn(LocalDate today) {
    if (!(properties.get(BIRTH_DATE) instanceof String text)) {
      return -1;
    }
    try {
      return Period.between(LocalDate.parse(text), today).getYears();
    } catch (DateTimeParseException e) {
      return -1;
    }
  }
}
