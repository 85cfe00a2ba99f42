package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ==} and {@code !=}. */
final class EqualNode extends Node {
  private final Node left;
  private final Node right;
  private final boolean wanted;

  private EqualNode(Node left, Node right, boolean wanted) {
    this.left = left;
    this.right = right;
    this.wanted = wanted;
  }

  /**
   * The node for an equality, a cheaper one where a side is a constant string.
   *
   * @param wanted true for {@code ==}, false for {@code !=}
   */
  static Node of(Node left, Node right, boolean wanted) {
    if (right instanceof ConstantNode constant && constant.kind == Kind.STRING) {
      return new ToText(left, constant, wanted);
    }
    if (left instanceof ConstantNode constant && constant.kind == Kind.STRING) {
      return new ToText(right, constant, wanted);
    }
    return new EqualNode(left, right, wanted);
  }

  @Override
  public Kind evaluate(Frame frame) {
    String text = left.text(frame);
    if (text != null) {
      String other = right.text(frame);
      if (other != null) {
        return leave(frame, wanted == text.equals(other));
      }
    }
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
    return leave(frame, wanted == Equality.equal(first, word, ref, second, frame.word, frame.ref));
  }

  @Override
  boolean answers() {
    return true;
  }

  @Override
  public Optional<Set<Integer>> compares() {
    Optional<Set<Integer>> compared = AccessPredicates.compared(left, right);
    return compared.isPresent() ? compared : AccessPredicates.compared(right, left);
  }

  @Override
  public List<AccessPredicate> access() {
    if (!wanted) {
      return List.of();
    }
    List<AccessPredicate> access = AccessPredicates.equal(this, left, right);
    return access.isEmpty() ? AccessPredicates.equal(this, right, left) : access;
  }

  /** An equality with a string: {@code event.type == 'cart'}. */
  private static final class ToText extends Node {
    private final Node operand;
    private final String text;
    private final boolean wanted;

    ToText(Node operand, ConstantNode text, boolean wanted) {
      this.operand = operand;
      this.text = (String) Objects.requireNonNull(text.ref);
      this.wanted = wanted;
    }

    @Override
    public Kind evaluate(Frame frame) {
      String ready = operand.text(frame);
      if (ready != null) {
        return leave(frame, wanted == text.equals(ready));
      }
      Kind kind = operand.evaluate(frame);
      return switch (kind) {
        case ERROR -> kind;
        case STRING -> leave(frame, wanted == text.equals(frame.ref));
        default -> leave(frame, !wanted);
      };
    }

    @Override
    boolean answers() {
      return true;
    }

    @Override
    public List<AccessPredicate> access() {
      return wanted ? AccessPredicates.texts(operand, Set.of(text)) : List.of();
    }
  }
}
