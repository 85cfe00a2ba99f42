package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One step of a pattern.
 *
 * @param name a CEL identifier
 * @param events the types it takes; empty means all
 * @param where CEL
 * @param script the source of a JavaScript function of one event
 * @param contiguity how close to the step before it
 * @param times how often in a row
 * @param absent whether it must not happen
 * @param after at least this long since the step before it
 * @param within at most this long since the step before it
 */
public record StepSpec(
    Text name,
    List<Text> events,
    Optional<Text> where,
    Optional<Text> script,
    Contiguity contiguity,
    Times times,
    boolean absent,
    Optional<Duration> after,
    Optional<Duration> within) {

  /** How close a step is to the one before it. */
  public enum Contiguity {
    /** The very next event (strict). */
    NEXT,
    /** The next event that fits (relaxed). */
    FOLLOWED_BY,
    /** Any later event that fits (non-deterministic relaxed). */
    FOLLOWED_BY_ANY
  }

  /**
   * How often.
   *
   * @param min at least 1
   * @param max at least min; {@link #UNBOUNDED} for no bound
   */
  public record Times(int min, int max) {
    /** No upper bound. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** Exactly once. */
    public static final Times ONCE = new Times(1, 1);

    /** Whether the step is a list in expressions. */
    public boolean isLoop() {
      return !equals(ONCE);
    }
  }
}
