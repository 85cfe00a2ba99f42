package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Text;
import java.util.Optional;

/**
 * How often a step or group happens: Flink CEP's quantifier.
 *
 * @param times how often in a row
 * @param loop what may lie between one time and the next
 * @param optional whether it may be left out
 * @param greedy whether it takes what it can, and what follows gets only the rest
 * @param until CEL; an event for which it holds ends the repetition
 */
public record Repeat(
    Times times, Loop loop, boolean optional, boolean greedy, Optional<Text> until) {
  /** Exactly once. */
  public static final Repeat ONCE =
      new Repeat(Times.ONCE, Loop.RELAXED, false, false, Optional.empty());

  /** What may lie between one time and the next. */
  public enum Loop {
    /** Events that do not fit. */
    RELAXED,
    /** Nothing. */
    CONSECUTIVE,
    /** Any events, those that fit as well: every selection of them is a match. */
    COMBINATIONS;

    /** How close the next time is to the one before. */
    public Contiguity contiguity() {
      return switch (this) {
        case RELAXED -> Contiguity.FOLLOWED_BY;
        case CONSECUTIVE -> Contiguity.NEXT;
        case COMBINATIONS -> Contiguity.FOLLOWED_BY_ANY;
      };
    }
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

    /** Whether there is no upper bound. */
    public boolean isUnbounded() {
      return max == UNBOUNDED;
    }
  }

  /** Whether it may happen more than once. */
  public boolean isLoop() {
    return times.max() > 1;
  }
}
