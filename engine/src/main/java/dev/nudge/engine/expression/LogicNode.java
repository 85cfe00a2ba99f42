package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The logical operators. {@code &&} and {@code ||} absorb an error on one side where the other side
 * decides, as CEL says; a value that is no truth value is never absorbed.
 */
abstract class LogicNode extends Node {
  /** {@code &&}, and the negative of all, {@code ||}. */
  static final class Both extends LogicNode {
    private final Node left;
    private final Node right;
    private final long decides;
    private final Mismatch mismatch;

    private Both(Node left, Node right, boolean decides, String operation) {
      this.left = left;
      this.right = right;
      this.decides = decides ? 1 : 0;
      this.mismatch = new Mismatch(operation);
    }

    static Both and(Node left, Node right) {
      return new Both(left, right, false, "'&&'");
    }

    static Both or(Node left, Node right) {
      return new Both(left, right, true, "'||'");
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = left.evaluate(frame);
      if (kind == Kind.BOOL) {
        if (frame.word == decides) {
          return Kind.BOOL;
        }
        kind = right.evaluate(frame);
        return kind == Kind.BOOL || kind == Kind.ERROR
            ? kind
            : fail(frame, mismatch.of(Kind.BOOL, kind));
      }
      if (kind != Kind.ERROR) {
        return fail(frame, mismatch.of(kind));
      }
      Object error = ref(frame);
      kind = right.evaluate(frame);
      if (kind == Kind.BOOL && frame.word == decides) {
        return Kind.BOOL;
      }
      frame.ref = error;
      return Kind.ERROR;
    }

    @Override
    boolean answers() {
      return true;
    }

    @Override
    public Optional<Set<Integer>> compares() {
      return AccessPredicates.compared(left.compares(), right.compares());
    }

    @Override
    public List<AccessPredicate> access() {
      return decides == 0
          ? AccessPredicates.both(left, right)
          : AccessPredicates.either(left, right);
    }
  }

  /** {@code !}. */
  static final class Not extends LogicNode {
    private final Node operand;
    private final Mismatch mismatch = new Mismatch("'!'");

    Not(Node operand) {
      this.operand = operand;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = operand.evaluate(frame);
      if (kind == Kind.BOOL) {
        frame.word ^= 1;
        return kind;
      }
      return kind == Kind.ERROR ? kind : fail(frame, mismatch.of(kind));
    }

    @Override
    boolean answers() {
      return true;
    }
  }

  /** {@code c ? a : b}. */
  static final class Choice extends LogicNode {
    private final Node condition;
    private final Node yes;
    private final Node no;
    private final Mismatch mismatch = new Mismatch("'?:'");

    Choice(Node condition, Node yes, Node no) {
      this.condition = condition;
      this.yes = yes;
      this.no = no;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = condition.evaluate(frame);
      if (kind == Kind.BOOL) {
        return (frame.word != 0 ? yes : no).evaluate(frame);
      }
      return kind == Kind.ERROR ? kind : fail(frame, mismatch.of(kind));
    }
  }
}
