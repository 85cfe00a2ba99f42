package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sums and differences of timestamps and durations. Results outside the years 1 to 9999, or beyond
 * ten thousand years, are errors; as in dev.cel, so is a negative duration with a fraction of a
 * second that comes of adding or subtracting durations.
 */
final class TimeArithmetic {
  static final long FIRST_SECOND = -62_135_596_800L;
  static final long LAST_SECOND = 253_402_300_799L;

  private static final long MOST_SECONDS = 315_576_000_000L;
  private static final Duration SHORTEST = Duration.ofNanos(Long.MIN_VALUE);
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  static final EvaluationError RANGE =
      new EvaluationError(
          EvaluationError.Reason.OVERFLOW, "a timestamp or duration beyond its range");

  private TimeArithmetic() {}

  /** The sum, an error, or null where these kinds have none. */
  static @Nullable Object plus(Kind first, Object left, Kind second, Object right) {
    try {
      if (first == Kind.TIMESTAMP && second == Kind.DURATION) {
        return checked(((Instant) left).plus((Duration) right));
      } else if (first == Kind.DURATION && second == Kind.TIMESTAMP) {
        return checked(((Instant) right).plus((Duration) left));
      } else if (first == Kind.DURATION && second == Kind.DURATION) {
        return checked(((Duration) left).plus((Duration) right));
      }
      return null;
    } catch (DateTimeException | ArithmeticException e) {
      return RANGE;
    }
  }

  /** The difference, an error, or null where these kinds have none. */
  static @Nullable Object minus(Kind first, Object left, Kind second, Object right) {
    try {
      if (first == Kind.TIMESTAMP && second == Kind.TIMESTAMP) {
        Duration between = Duration.between((Instant) right, (Instant) left);
        return between.compareTo(SHORTEST) < 0 || between.compareTo(LONGEST) > 0 ? RANGE : between;
      } else if (first == Kind.TIMESTAMP && second == Kind.DURATION) {
        return checked(((Instant) left).minus((Duration) right));
      } else if (first == Kind.DURATION && second == Kind.DURATION) {
        return checked(((Duration) left).minus((Duration) right));
      }
      return null;
    } catch (DateTimeException | ArithmeticException e) {
      return RANGE;
    }
  }

  /** The timestamp, or an error. */
  static Object checked(Instant time) {
    long second = time.getEpochSecond();
    return second < FIRST_SECOND || second > LAST_SECOND ? RANGE : time;
  }

  private static Object checked(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < -MOST_SECONDS
            || seconds > MOST_SECONDS
            || (seconds < 0 && duration.toNanosPart() > 0)
        ? RANGE
        : duration;
  }
}
