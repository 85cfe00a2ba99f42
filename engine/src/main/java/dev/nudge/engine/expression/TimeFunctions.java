package dev.nudge.engine.expression;

import dev.nudge.engine.event.TimeZones;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** {@code t.getHours()} and its kin, of a timestamp in a time zone (UTC) or of a duration. */
final class TimeFunctions {
  private static final EvaluationError NO_ZONE =
      new EvaluationError(EvaluationError.Reason.CONVERSION, "an unknown time zone");

  private TimeFunctions() {}

  /** The function that reads a field of a timestamp. */
  static CallNode.Function of(ToLongFunction<ZonedDateTime> field) {
    return args -> args[0] instanceof Instant time ? read(time, args, field) : null;
  }

  /** The function that reads a field of a timestamp, or the whole of a duration in a unit. */
  static CallNode.Function of(ToLongFunction<ZonedDateTime> field, ToLongFunction<Duration> whole) {
    return args -> {
      if (args[0] instanceof Duration duration && args.length == 1) {
        return whole.applyAsLong(duration);
      }
      return args[0] instanceof Instant time ? read(time, args, field) : null;
    };
  }

  /** Whole seconds, cut off towards zero. */
  static long seconds(Duration duration) {
    long floor = duration.toSeconds();
    return floor < 0 && duration.toNanosPart() > 0 ? floor + 1 : floor;
  }

  /** The milliseconds beyond the whole seconds, of the same sign. */
  static long milliseconds(Duration duration) {
    int nanos = duration.toNanosPart();
    return duration.isNegative() && nanos > 0
        ? (nanos - 1_000_000_000) / 1_000_000
        : nanos / 1_000_000;
  }

  private static @Nullable Object read(
      Instant time, Object[] args, ToLongFunction<ZonedDateTime> field) {
    ZoneId zone = ZoneOffset.UTC;
    if (args.length > 1) {
      if (!(args[1] instanceof String name)) {
        return null;
      }
      ZoneId named = zone(name);
      if (named == null) {
        return NO_ZONE;
      }
      zone = named;
    }
    try {
      return field.applyAsLong(time.atZone(zone));
    } catch (DateTimeException e) {
      return ArithmeticNode.OVERFLOW;
    }
  }

  /** A zone by its name or as an offset such as {@code 2:00}; null where it is neither. */
  static @Nullable ZoneId zone(String name) {
    return TimeZones.of(name).orElse(null);
  }
}
