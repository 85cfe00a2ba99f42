package dev.nudge.console.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a campaign was, is or will be in a state.
 *
 * @param from its beginning
 * @param until its end, which is not in it; absent while nobody has set one
 */
record CalendarSpan(State state, Instant from, @Nullable Instant until) {
  /** What a campaign does meanwhile. */
  enum State {
    /** It may fire. */
    LIVE,
    /** It would fire, and nothing of it goes out. */
    SHADOW,
    PAUSED,
    /** It is published, and waits for the time that its document names. */
    SCHEDULED;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The spans of a campaign, in order; none overlaps another.
   *
   * @param versions that the job did not refuse, the oldest first
   * @param validity of a version
   */
  static List<CalendarSpan> of(
      List<CalendarVersion> versions, Function<CalendarVersion, Validity> validity) {
    List<CalendarSpan> spans = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      CalendarVersion version = versions.get(i);
      Instant from = version.at();
      Optional<Instant> until =
          i + 1 < versions.size() ? Optional.of(versions.get(i + 1).at()) : Optional.empty();
      switch (version.state()) {
        case LIVE -> live(spans, State.LIVE, from, until, validity.apply(version));
        case SHADOW -> live(spans, State.SHADOW, from, until, validity.apply(version));
        case PAUSED -> add(spans, State.PAUSED, from, until);
        default -> {
          // A draft does nothing yet, and what has ended does nothing any more.
        }
      }
    }
    return spans;
  }

  private static void live(
      List<CalendarSpan> spans,
      State state,
      Instant from,
      Optional<Instant> until,
      Validity validity) {
    Instant begin = later(from, validity.from().orElse(from));
    add(
        spans,
        State.SCHEDULED,
        from,
        Optional.of(until.map(end -> earlier(end, begin)).orElse(begin)));
    Optional<Instant> end =
        until.isPresent() && validity.until().isPresent()
            ? Optional.of(earlier(until.get(), validity.until().get()))
            : until.or(validity::until);
    add(spans, state, begin, end);
  }

  /** What goes on from the span before lengthens it. */
  private static void add(
      List<CalendarSpan> spans, State state, Instant from, Optional<Instant> until) {
    if (until.isPresent() && !until.get().isAfter(from)) {
      return;
    }
    CalendarSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (last != null && last.state == state && from.equals(last.until)) {
      spans.set(spans.size() - 1, new CalendarSpan(state, last.from, until.orElse(null)));
    } else {
      spans.add(new CalendarSpan(state, from, until.orElse(null)));
    }
  }

  /** Whether some of it lies between two times. */
  boolean touches(Instant start, Instant end) {
    return from.isBefore(end) && (until == null || until.isAfter(start));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
