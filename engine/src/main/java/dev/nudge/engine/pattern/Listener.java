package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.funnel.PatternCounts;
import org.jspecify.annotations.Nullable;

/** Hears what becomes of the runs of one campaign's pattern. */
public interface Listener {
  /** Whether a run may begin with the current event. */
  boolean mayStart();

  /**
   * A run is complete.
   *
   * @param match what it took
   * @param atDeadline whether a deadline completed it
   */
  void matched(Match match, boolean atDeadline);

  /** A condition failed; it counts as false. */
  void error(EvaluationError error);

  /** The oldest run was dropped, because there were too many. */
  void dropped();

  /** Whether {@link #moved} is to be called; making the calls costs time. */
  boolean wantsMoves();

  /**
   * A run moved.
   *
   * @param from where it advanced: the step it was in before; else the same as {@code step}
   * @param step the step entered, or, where the run ended, the one it was in
   * @param event what moved it; null where a deadline did
   */
  void moved(Move move, String from, String step, @Nullable Event event);

  /** Where to count how runs move, which costs next to nothing; null for nowhere. */
  default @Nullable PatternCounts counts() {
    return null;
  }

  /** Who wants to hear of every detail; null for nobody. */
  default @Nullable Tracer tracer() {
    return null;
  }

  /** What happens to a run; see {@code Transition.Kind}. */
  enum Move {
    /** It took its first event. */
    STARTED,
    /** It took another event. */
    ADVANCED,
    /** It completed. */
    COMPLETED,
    /** A step that must not happen did, or the next event did not fit. */
    CANCELLED,
    /** Its time ran out. */
    EXPIRED,
    /** A match consumed it. */
    SKIPPED,
    /** It was the oldest of too many. */
    DROPPED
  }
}
