package dev.nudge.conformance.pattern;

import java.util.Optional;

/**
 * How often a part happens.
 *
 * @param min at least 1
 * @param max at least min; {@link #UNBOUNDED} for no bound
 * @param loop what may lie between one time and the next
 * @param optional whether it may be left out
 * @param greedy whether it takes what it can
 * @param until ends a repetition without bound
 */
public record Repeat(
    int min, int max, Loop loop, boolean optional, boolean greedy, Optional<Test> until) {
  /** No upper bound. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /** Exactly once. */
  public static final Repeat ONCE = new Repeat(1, 1, Loop.RELAXED, false, false, Optional.empty());

  /** So often, and nothing else said. */
  public static Repeat times(int min, int max) {
    return new Repeat(min, max, Loop.RELAXED, false, false, Optional.empty());
  }

  /** Whether it may happen more than once. */
  public boolean isLoop() {
    return max > 1;
  }

  /** Whether there is no bound. */
  public boolean isUnbounded() {
    return max == UNBOUNDED;
  }

  /** The same with other numbers; what speaks of a repetition goes where there is none. */
  public Repeat withTimes(int newMin, int newMax) {
    return new Repeat(
        newMin,
        newMax,
        newMax > 1 ? loop : Loop.RELAXED,
        optional,
        greedy && newMax > 1,
        newMax == UNBOUNDED ? until : Optional.empty());
  }

  /** The same with another loop. */
  public Repeat withLoop(Loop other) {
    return new Repeat(min, max, other, optional, greedy, until);
  }

  /** The same, optional or not. */
  public Repeat withOptional(boolean other) {
    return new Repeat(min, max, loop, other, greedy, until);
  }

  /** The same, greedy or not. */
  public Repeat withGreedy(boolean other) {
    return new Repeat(min, max, loop, optional, other, until);
  }

  /** The same with another end. */
  public Repeat withUntil(Optional<Test> other) {
    return new Repeat(min, max, loop, optional, greedy, other);
  }
}
