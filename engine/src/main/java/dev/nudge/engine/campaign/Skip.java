package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Text;
import java.util.Optional;

/**
 * What a match consumes.
 *
 * @param strategy which runs are discarded
 * @param step the step that {@link Strategy#TO_FIRST} and {@link Strategy#TO_LAST} name
 */
public record Skip(Strategy strategy, Optional<Text> step) {
  /** Every run that began with the match or after it, up to its last event. */
  public static final Skip PAST_LAST_EVENT = of(Strategy.PAST_LAST_EVENT);

  /** A strategy that names no step. */
  public static Skip of(Strategy strategy) {
    return new Skip(strategy, Optional.empty());
  }

  /** Which runs a match discards. Flink CEP's after match skip strategies. */
  public enum Strategy {
    /** None: every possible match fires. */
    NO_SKIP,
    /** Those that began with the same event. */
    TO_NEXT,
    /** Those that began with the match or after it, up to its last event. */
    PAST_LAST_EVENT,
    /** Those that began with the match or after it, before the first event of a step. */
    TO_FIRST,
    /** Those that began with the match or after it, before the last event of a step. */
    TO_LAST
  }
}
