package dev.nudge.engine.firing;

import dev.nudge.engine.Trigger;
import java.util.Comparator;

/**
 * A trigger that may go out.
 *
 * @param trigger as it would go out at its moment
 * @param priority from 0 to 100
 */
public record Candidate(Trigger trigger, double priority) {
  /** The first of several is judged first, and wins: equal ones have equal triggers. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble((Candidate candidate) -> -candidate.priority())
          .thenComparing(candidate -> candidate.trigger().campaign())
          .thenComparingLong(candidate -> candidate.trigger().moment())
          .thenComparing(candidate -> candidate.trigger().id());
}
