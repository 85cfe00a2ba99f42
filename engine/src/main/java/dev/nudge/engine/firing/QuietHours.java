package dev.nudge.engine.firing;

import dev.nudge.engine.event.TimeZones;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hours of each day in which nothing goes out, by the clock of a person's place.
 *
 * @param from the first minute
 * @param to the first minute after it; before {@code from} where they reach over midnight
 * @param zone whose value names the zone; null, or without such a value: the person's
 * @param defer whether an offer waits for the end; else it is dropped
 */
public record QuietHours(LocalTime from, LocalTime to, @Nullable Expression zone, boolean defer) {
  /**
   * When it is quiet no more, in milliseconds; empty where it is not quiet now.
   *
   * @param frame the person, and the time
   * @param errors told where the zone has no value
   */
  OptionalLong end(Frame frame, Consumer<EvaluationError> errors) {
    ZonedDateTime now =
        Instant.ofEpochMilli(frame.now)
            .atZone(zone(frame, errors).orElseGet(() -> frame.profile.zone(frame.zone)));
    LocalTime time = now.toLocalTime();
    boolean overMidnight = from.isAfter(to);
    boolean late = !time.isBefore(from);
    boolean early = time.isBefore(to);
    if (overMidnight ? !late && !early : !late || !early) {
      return OptionalLong.empty();
    }
    ZonedDateTime end = now.with(to);
    if (overMidnight && late) {
      end = now.plusDays(1).with(to);
    }
    // Where clocks are set back, the hour comes twice: the second is meant if the first has passed.
    return OptionalLong.of(Math.max(end.toInstant().toEpochMilli(), frame.now + 1));
  }

  private Optional<ZoneId> zone(Frame frame, Consumer<EvaluationError> errors) {
    return zone == null
        ? Optional.empty()
        : Answers.text(zone, frame, errors).flatMap(TimeZones::of);
  }
}
