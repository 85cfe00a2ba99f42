package dev.nudge.engine.pattern;

import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Weight;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions of a pattern say of an event. Each is asked once for an event, however many
 * runs want to know; one that looks at what a run took, once for each run.
 */
final class Conditions {
  private static final EvaluationError TOO_LARGE =
      new EvaluationError(
          EvaluationError.Reason.LIMIT,
          "a value of 'correlate_by' or 'distinct' of more than " + KeyForm.BYTES + " bytes");

  private final MatchContext context;
  private final Moves moves;

  // What they said, as bits by their number: of the event alone, and of the current run.
  private long known;
  private long truth;
  private long knownOfRun;
  private long truthOfRun;

  /** Nothing is known yet. */
  Conditions(MatchContext context, Moves moves) {
    this.context = context;
    this.moves = moves;
  }

  /** What is asked from here on is asked of the event at hand. */
  void ofEvent() {
    known = 0;
    truth = 0;
  }

  /** What is asked of a run from here on is asked of another one. */
  void ofRun() {
    knownOfRun = 0;
    truthOfRun = 0;
  }

  /** Whether the edge is open for a run; for none: for one that begins. */
  boolean isOpen(Guard guard, @Nullable Run run) {
    if (!allHold(guard.all(), run) || anyHolds(guard.none(), run)) {
      return false;
    }
    for (int i = 0; i < guard.unless().size(); i++) {
      if (isOpen(guard.unless().get(i), run)) {
        return false;
      }
    }
    return true;
  }

  /** Whether each of some conditions, bits by their number, holds. */
  boolean allHold(long conditions, @Nullable Run run) {
    for (long rest = conditions; rest != 0; rest &= rest - 1) {
      if (!holds(Long.numberOfTrailingZeros(rest), run)) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of some conditions, bits by their number, holds. */
  boolean anyHolds(long conditions, @Nullable Run run) {
    for (long rest = conditions; rest != 0; rest &= rest - 1) {
      if (holds(Long.numberOfTrailingZeros(rest), run)) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(int condition, @Nullable Run run) {
    Program program = context.program;
    if ((program.conditionTypes[condition] & context.typeBit) == 0) {
      return false;
    }
    Condition tested = program.conditions[condition];
    long bit = 1L << condition;
    if (tested.ofRun()) {
      if ((knownOfRun & bit) == 0) {
        knownOfRun |= bit;
        truthOfRun = holds(tested, run) ? truthOfRun | bit : truthOfRun & ~bit;
      }
      return (truthOfRun & bit) != 0;
    }
    if ((known & bit) == 0) {
      known |= bit;
      truth = holds(tested, run) ? truth | bit : truth & ~bit;
    }
    return (truth & bit) != 0;
  }

  private boolean holds(Condition tested, @Nullable Run run) {
    boolean held = tested.holds(context, run);
    Tracer tracer = moves.tracer();
    if (tracer != null) {
      tracer.tried(
          new Trial(
              tested.part(),
              tested.ends(),
              held,
              tested.after(),
              run == null || !tested.ofRun() ? Optional.empty() : Optional.of(moves.snapshot(run)),
              Optional.ofNullable(tested.where()),
              Optional.ofNullable(tested.script()),
              Optional.ofNullable(held ? null : error())));
    }
    return held;
  }

  /** The error that the last expression left, if it left one. */
  private @Nullable EvaluationError error() {
    return context.frame.ref instanceof EvaluationError error ? error : null;
  }

  boolean isTrue(Expression expression) {
    Frame frame = context.frame;
    context.matched(Frame.Matched.NOTHING);
    Kind kind = expression.evaluate(frame);
    if (kind == Kind.ERROR && frame.ref instanceof EvaluationError error) {
      context.listener.error(error);
    }
    return kind == Kind.BOOL && frame.word != 0;
  }

  /** The boxed value in its {@link KeyForm}; null where there is none that could be compared. */
  @Nullable Object value(Expression expression) {
    Frame frame = context.frame;
    String text = expression.text(frame);
    if (text != null && !Weight.exceeds(text, KeyForm.BYTES)) {
      return text;
    }
    Kind kind = expression.evaluate(frame);
    if (kind == Kind.ERROR) {
      if (frame.ref instanceof EvaluationError error
          && error.reason() != EvaluationError.Reason.MISSING) {
        context.listener.error(error);
      }
      return null;
    }
    if (KeyForm.isTooLarge(kind, frame)) {
      context.listener.error(TOO_LARGE);
      return null;
    }
    Kind key = KeyForm.of(kind, frame);
    boolean isNone =
        key == Kind.ERROR
            || key == Kind.NULL
            || (key == Kind.DOUBLE && Double.isNaN(Double.longBitsToDouble(frame.word)));
    return isNone ? null : frame.box(key);
  }
}
