package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code <}, {@code <=}, {@code >} and {@code >=}. */
final class CompareNode extends Node {
  private final Order.Relation relation;
  private final Node left;
  private final Node right;
  private final Mismatch mismatch;

  private CompareNode(Order.Relation relation, Node left, Node right) {
    this.relation = relation;
    this.left = left;
    this.right = right;
    this.mismatch = new Mismatch(relation.sign);
  }

  /** The node for a comparison, a cheaper one where a side is a constant number. */
  static Node of(Order.Relation relation, Node left, Node right) {
    if (right instanceof ConstantNode constant && WithNumber.takes(constant)) {
      return new WithNumber(relation, left, constant);
    }
    if (left instanceof ConstantNode constant && WithNumber.takes(constant)) {
      return new WithNumber(relation.mirrored(), right, constant);
    }
    if (left instanceof ArithmeticNode.Subtract elapsed
        && elapsed.left instanceof TimeSource to
        && elapsed.right instanceof TimeSource from
        && right instanceof ConstantNode constant
        && constant.ref instanceof Duration length) {
      return new ElapsedNode(relation, to, from, length);
    }
    return new CompareNode(relation, left, right);
  }

  @Override
  public Kind evaluate(Frame frame) {
    Kind first = left.evaluate(frame);
    if (first == Kind.ERROR) {
      return first;
    }
    long word = frame.word;
    @Nullable Object ref = frame.ref;
    Kind second = right.evaluate(frame);
    if (second == Kind.ERROR) {
      return second;
    }
    int order = Order.of(first, word, ref, second, frame.word, frame.ref);
    return order == Order.NONE
        ? fail(frame, mismatch.of(first, second))
        : leave(frame, relation.holds(order));
  }

  @Override
  boolean answers() {
    return true;
  }

  /** A comparison with a number: {@code event.price > 200.0}. */
  private static final class WithNumber extends Node {
    private final Order.Relation relation;
    private final Node operand;
    private final ConstantNode constant;
    private final Kind kind;
    private final long word;
    private final double number;
    private final Mismatch mismatch;

    WithNumber(Order.Relation relation, Node operand, ConstantNode constant) {
      this.relation = relation;
      this.operand = operand;
      this.constant = constant;
      this.kind = constant.kind;
      this.word = constant.word;
      this.number = Double.longBitsToDouble(word);
      this.mismatch = new Mismatch(relation.sign);
    }

    static boolean takes(ConstantNode constant) {
      return constant.kind == Kind.INT || constant.kind == Kind.DOUBLE;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind found = operand.evaluate(frame);
      int order;
      if (found == kind) {
        order =
            kind == Kind.DOUBLE
                ? Order.of(Double.longBitsToDouble(frame.word), number)
                : Long.compare(frame.word, word);
      } else if (found == Kind.ERROR) {
        return found;
      } else {
        order = Order.of(found, frame.word, frame.ref, kind, word, null);
        if (order == Order.NONE) {
          return fail(frame, mismatch.of(found, kind));
        }
      }
      return leave(frame, relation.holds(order));
    }

    @Override
    boolean answers() {
      return true;
    }

    @Override
    public Optional<Set<Integer>> compares() {
      return AccessPredicates.compared(operand, constant);
    }

    @Override
    public List<AccessPredicate> access() {
      return AccessPredicates.compare(this, operand, relation, constant);
    }
  }
}
