package dev.nudge.engine.measure;

import dev.nudge.engine.measure.Window.Bound;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A window with its ends resolved, in milliseconds since 1970-01-01T00:00Z, but for those that
 * follow the user's calendar.
 *
 * @param from the first time in it; {@link Long#MIN_VALUE} for no bound
 * @param to the first time after it; {@link Long#MAX_VALUE} for no bound
 * @param length of a sliding window, in milliseconds; else 0
 * @param begin where the user's calendar says it begins, in place of {@code from}
 * @param end where the user's calendar says it ends, in place of {@code to}
 */
record Extent(
    long from, long to, long length, Bound.@Nullable Calendar begin, Bound.@Nullable Calendar end) {
  private static final Extent ALL = new Extent(Long.MIN_VALUE, Long.MAX_VALUE, 0, null, null);
  private static final long DAY = TimeUnit.DAYS.toMillis(1);
  private static final long EAST = TimeUnit.HOURS.toMillis(14);

  static Extent of(Window window, Instant publishedAt) {
    if (window instanceof Window.Sliding sliding) {
      long length = Math.max(1, milliseconds(sliding.length()));
      return new Extent(Long.MIN_VALUE, Long.MAX_VALUE, length, null, null);
    }
    if (window instanceof Window.Between between) {
      Optional<Bound> to = between.to();
      return new Extent(
          between.from() instanceof Bound.Calendar
              ? Long.MIN_VALUE
              : time(between.from(), publishedAt),
          to.isEmpty() || to.get() instanceof Bound.Calendar
              ? Long.MAX_VALUE
              : time(to.get(), publishedAt),
          0,
          between.from() instanceof Bound.Calendar calendar ? calendar : null,
          to.orElse(null) instanceof Bound.Calendar calendar ? calendar : null);
    }
    return ALL;
  }

  /** Whether events leave the window one by one as the clock moves. */
  boolean slides() {
    return length > 0;
  }

  /** Whether an end of it follows the user's calendar. */
  boolean turns() {
    return begin != null || end != null;
  }

  /**
   * Whether it begins anew, with all that was in it behind it: the begin of a day, week or month
   * comes with the clock, so that nothing can be after it yet.
   */
  boolean restarts() {
    return begin != null && begin.shift() >= 0;
  }

  /** Whether some of what is in it may leave it while the rest stays. */
  boolean expires() {
    return slides() || (begin != null && !restarts());
  }

  /** Whether events come into it only later, when the calendar lets its end pass them. */
  boolean delays() {
    return end != null;
  }

  /** The first time inside a sliding window at a time. */
  long slidingFloor(long now) {
    long floor = now - length + 1;
    return floor > now ? Long.MIN_VALUE : floor;
  }

  /** How far back it reaches at most, in any zone, in milliseconds; of one that moves. */
  long reach() {
    return slides() ? length : begin == null ? Long.MAX_VALUE : days(begin) * DAY;
  }

  /**
   * When nothing that was before a publication is in it any more: that time itself where nothing
   * ever was, {@link Long#MAX_VALUE} where it stays. All of the kept history asks for none.
   */
  long looksBackUntil(long publishedAt) {
    if (slides() || begin != null) {
      long until = publishedAt + reach();
      return until < publishedAt ? Long.MAX_VALUE : until;
    }
    return from != Long.MIN_VALUE && from < publishedAt ? Long.MAX_VALUE : publishedAt;
  }

  /** The earliest time that is in it at a time; {@link Long#MIN_VALUE} of all there ever was. */
  long beginsAt(long now) {
    return slides() || begin != null ? asksBackTo(now) : from;
  }

  /** The earliest time that it asks for at a time; of a calendar, for users east of Greenwich. */
  long asksBackTo(long now) {
    if (slides()) {
      return slidingFloor(now);
    }
    if (begin != null) {
      LocalDate today = LocalDate.ofEpochDay(Math.floorDiv(now, DAY));
      return begin.at(today).toEpochDay() * DAY - EAST;
    }
    return from == Long.MIN_VALUE ? now : from;
  }

  /** Two days more than a calendar has, for zones are up to 26 hours apart. */
  private static long days(Bound.Calendar calendar) {
    long shift = -calendar.shift() * (calendar.by() == Bound.Unit.MONTH ? 31L : 1L);
    return calendar.unit().longest() + 2 + Math.max(0, shift);
  }

  /** Equal for equal windows. */
  String canonical() {
    return slides()
        ? "over " + length
        : (begin == null ? Long.toString(from) : begin.toString())
            + " to "
            + (end == null ? Long.toString(to) : end.toString());
  }

  /** For people. */
  String describe() {
    if (slides()) {
      return "in the last " + words(Duration.ofMillis(length));
    }
    String start =
        begin != null
            ? " from the start of the user's " + begin
            : from == Long.MIN_VALUE ? "" : " from " + at(from);
    String stop =
        end != null
            ? " until the start of the user's " + end + " (exclusive)"
            : to == Long.MAX_VALUE ? "" : " until " + at(to) + " (exclusive)";
    return start.isEmpty() && stop.isEmpty() ? "over all kept history" : (start + stop).strip();
  }

  private static String at(long time) {
    return Instant.ofEpochMilli(time).toString();
  }

  /** As a campaign writes it. */
  private static String words(Duration length) {
    long seconds = length.toSeconds();
    if (length.toMillis() % 1000 != 0) {
      return length.toMillis() + "ms";
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static long time(Bound bound, Instant publishedAt) {
    if (bound instanceof Bound.At at) {
      return roundedUp(at.time());
    }
    if (bound instanceof Bound.Publish publish) {
      return roundedUp(publishedAt.plus(publish.offset()));
    }
    throw new IllegalArgumentException("no time: " + bound);
  }

  /** Events have whole milliseconds, so both ends may be rounded up. */
  private static long roundedUp(Instant time) {
    try {
      return time.plusNanos(999_999).toEpochMilli();
    } catch (ArithmeticException e) {
      return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static long milliseconds(Duration length) {
    try {
      return length.toMillis();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
