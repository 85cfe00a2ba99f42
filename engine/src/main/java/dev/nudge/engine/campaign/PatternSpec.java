package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The ordered events that make up the moment.
 *
 * @param position where it begins
 * @param correlateBy CEL; all events of one match share this value
 * @param among CEL; only these events exist for this pattern
 * @param distinct CEL; an event whose value equals that of the one before it is dropped
 * @param steps at least one
 * @param within the whole match: last - first is less than this
 * @param skip what a match consumes
 */
public record PatternSpec(
    Position position,
    Optional<Text> correlateBy,
    Optional<Text> among,
    Optional<Text> distinct,
    List<StepSpec> steps,
    Optional<Duration> within,
    Skip skip) {

  /** What a match consumes. */
  public enum Skip {
    /** Nothing: every possible match fires. */
    NO_SKIP,
    /** Every run that began after the match began and before it ended. */
    PAST_LAST_EVENT
  }
}
