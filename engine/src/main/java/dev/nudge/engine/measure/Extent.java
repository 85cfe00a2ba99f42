package dev.nudge.engine.measure;

import dev.nudge.engine.campaign.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A window with its ends resolved, in milliseconds since 1970-01-01T00:00Z.
 *
 * @param from the first time in it; {@link Long#MIN_VALUE} for no bound
 * @param to the first time after it; {@link Long#MAX_VALUE} for no bound
 * @param length of a sliding window, in milliseconds; else 0
 * @param day whether it begins with the user's calendar day
 */
record Extent(long from, long to, long length, boolean day) {
  private static final Extent ALL = new Extent(Long.MIN_VALUE, Long.MAX_VALUE, 0, false);

  static Extent of(Window window, Instant publishedAt) {
    if (window instanceof Window.Sliding sliding) {
      long length = Math.max(1, milliseconds(sliding.length()));
      return new Extent(Long.MIN_VALUE, Long.MAX_VALUE, length, false);
    }
    if (window instanceof Window.Between between) {
      boolean day = between.from() instanceof Window.Bound.Day;
      long from = day ? Long.MIN_VALUE : time(between.from(), publishedAt);
      Optional<Window.Bound> to = between.to();
      return new Extent(
          from, to.isPresent() ? time(to.get(), publishedAt) : Long.MAX_VALUE, 0, day);
    }
    return ALL;
  }

  /** Whether events leave the window one by one as the clock moves. */
  boolean slides() {
    return length > 0;
  }

  /** The first time inside a sliding window at a time. */
  long slidingFloor(long now) {
    long floor = now - length + 1;
    return floor > now ? Long.MIN_VALUE : floor;
  }

  /** Equal for equal windows. */
  String canonical() {
    return slides() ? "over " + length : (day ? "day" : Long.toString(from)) + " to " + to;
  }

  /** For people. */
  String describe() {
    if (slides()) {
      return "in the last " + words(Duration.ofMillis(length));
    }
    String start =
        day
            ? " from the start of the user's day"
            : from == Long.MIN_VALUE ? "" : " from " + at(from);
    String end = to == Long.MAX_VALUE ? "" : " until " + at(to) + " (exclusive)";
    return start.isEmpty() && end.isEmpty() ? "over all kept history" : (start + end).strip();
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

  private static long time(Window.Bound bound, Instant publishedAt) {
    if (bound instanceof Window.Bound.At at) {
      return roundedUp(at.time());
    }
    if (bound instanceof Window.Bound.Publish publish) {
      return roundedUp(publishedAt.plus(publish.offset()));
    }
    throw new IllegalArgumentException("'day' can only begin a window");
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
