package dev.nudge.engine.document;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Reads lengths of time as people write them elsewhere, to say how they are written here. */
public final class Lengths {
  private Lengths() {}

  /**
   * As an expression has it: {@code duration('72h')} of {@code 3 days}, {@code 3d}, {@code PT72H}.
   */
  public static Optional<String> expression(String text) {
    return read(text).map(length -> "duration('" + hours(length) + "')");
  }

  /** As a key of a document has it: {@code 10m} of {@code 10 minutes}, {@code PT10M}. */
  public static Optional<String> key(String text) {
    return read(text).map(Notation::write);
  }

  private static Optional<Duration> read(String text) {
    Optional<Duration> written = inWords(text).or(() -> Notation.duration(text));
    if (written.isEmpty() && text.matches("P[0-9DTHMS]{2,20}")) {
      try {
        written = Optional.of(Duration.parse(text));
      } catch (DateTimeParseException | ArithmeticException e) {
        return Optional.empty();
      }
    }
    return written.filter(
        length -> length.toSeconds() > 0 && length.compareTo(Notation.LONGEST) <= 0);
  }

  /** One number and one unit. */
  private static Optional<Duration> inWords(String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split("(?<=\\d)\\s*(?=[a-z])", 2);
    if (parts.length < 2 || !parts[0].matches("\\d{1,9}")) {
      return Optional.empty();
    }
    long unit =
        switch (parts[1]) {
          case "s", "sec", "secs", "second", "seconds" -> 1;
          case "m", "min", "mins", "minute", "minutes" -> 60;
          case "h", "hr", "hrs", "hour", "hours" -> 3_600;
          case "d", "day", "days" -> 86_400;
          case "w", "wk", "week", "weeks" -> 604_800;
          default -> 0;
        };
    return unit == 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Long.parseLong(parts[0]) * unit));
  }

  /** Hours, minutes and seconds: the units that CEL has. */
  private static String hours(Duration length) {
    return (length.toHours() > 0 ? length.toHours() + "h" : "")
        + (length.toMinutesPart() > 0 ? length.toMinutesPart() + "m" : "")
        + (length.toSecondsPart() > 0 ? length.toSecondsPart() + "s" : "");
  }
}
