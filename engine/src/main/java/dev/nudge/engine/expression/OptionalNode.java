package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.Optional;

/**
 * What may be missing: {@code event.?price}, and what is asked of it. There is no value of its own
 * for it: what is there is the value itself, and what is not is {@link #NONE}, an error that only
 * these nodes take for an answer. Everywhere else it is what a missing property always was.
 */
abstract class OptionalNode extends Node {
  /** Nothing, told from other errors by being this one. */
  static final EvaluationError NONE =
      new EvaluationError(
          EvaluationError.Reason.MISSING, "no value, and none was given in its place");

  private static boolean isNone(Kind kind, Frame frame) {
    return kind == Kind.ERROR && frame.ref == NONE;
  }

  /** {@code event.?name}, where asking whether it is there costs no second evaluation. */
  static final class OfName extends OptionalNode {
    private final Node has;
    private final Node member;

    OfName(Node has, Node member) {
      this.has = has;
      this.member = member;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = has.evaluate(frame);
      if (kind != Kind.BOOL) {
        return kind;
      }
      return frame.word == 0 ? fail(frame, NONE) : member.evaluate(frame);
    }
  }

  /** {@code x.orValue(y)} and {@code x.or(y)}: y where x is missing. */
  static final class Or extends OptionalNode {
    private final Node optional;
    private final Node otherwise;

    Or(Node optional, Node otherwise) {
      this.optional = optional;
      this.otherwise = otherwise;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = optional.evaluate(frame);
      return isNone(kind, frame) ? otherwise.evaluate(frame) : kind;
    }

    @Override
    Optional<AccessPredicate.Read> comparand() {
      return optional instanceof OfName named ? named.member.comparand() : Optional.empty();
    }
  }

  /** {@code x.hasValue()}. */
  static final class HasValue extends OptionalNode {
    private final Node optional;

    HasValue(Node optional) {
      this.optional = optional;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = optional.evaluate(frame);
      return kind == Kind.ERROR && !isNone(kind, frame) ? kind : leave(frame, kind != Kind.ERROR);
    }

    @Override
    boolean answers() {
      return true;
    }
  }

  /** {@code x.value()}: a missing one is an error like any other. */
  static final class Value extends OptionalNode {
    private static final EvaluationError MISSING =
        new EvaluationError(EvaluationError.Reason.MISSING, "no value");

    private final Node optional;

    Value(Node optional) {
      this.optional = optional;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = optional.evaluate(frame);
      return isNone(kind, frame) ? fail(frame, MISSING) : kind;
    }
  }
}
