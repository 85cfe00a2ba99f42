package dev.nudge.conformance.pattern;

import java.util.Optional;

/**
 * What a match consumes.
 *
 * @param strategy which runs are discarded
 * @param step the step that {@link Strategy#TO_FIRST} and {@link Strategy#TO_LAST} name
 */
public record Skip(Strategy strategy, Optional<String> step) {
  /** Every possible match fires. */
  public static final Skip NO_SKIP = new Skip(Strategy.NO_SKIP, Optional.empty());

  /** Flink CEP's after match skip strategies. */
  public enum Strategy {
    /** Nothing is discarded. */
    NO_SKIP,
    /** What began with the same event. */
    TO_NEXT,
    /** What began up to the last event. */
    PAST_LAST_EVENT,
    /** What began before the first event of a step. */
    TO_FIRST,
    /** What began before the last event of a step. */
    TO_LAST
  }
}
