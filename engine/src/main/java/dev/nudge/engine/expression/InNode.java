package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** {@code in}. */
final class InNode extends Node {
  private final Node element;
  private final Node whole;
  private final Mismatch mismatch = new Mismatch("'in'");

  private InNode(Node element, Node whole) {
    this.element = element;
    this.whole = whole;
  }

  /** The node for a membership, a cheaper one where the list is of constant strings. */
  static Node of(Node element, Node whole) {
    if (whole instanceof ConstantNode constant && constant.kind == Kind.LIST) {
      List<?> list = (List<?>) Objects.requireNonNull(constant.ref);
      if (list.stream().allMatch(String.class::isInstance)) {
        return new AmongTexts(element, new HashSet<>(list));
      }
    }
    return new InNode(element, whole);
  }

  @Override
  public Kind evaluate(Frame frame) {
    Kind first = element.evaluate(frame);
    if (first == Kind.ERROR) {
      return first;
    }
    Object value = Values.box(first, frame);
    Kind second = whole.evaluate(frame);
    return switch (second) {
      case ERROR -> second;
      case LIST -> leave(frame, Equality.in((List<?>) ref(frame), value));
      case MAP -> leave(frame, Equality.find((Map<?, ?>) ref(frame), value) != null);
      default -> fail(frame, mismatch.of(first, second));
    };
  }

  @Override
  boolean answers() {
    return true;
  }

  @Override
  public List<AccessPredicate> access() {
    return whole instanceof ConstantNode constant && constant.ref instanceof List<?> list
        ? AccessPredicates.among(this, element, list)
        : List.of();
  }

  /** {@code event.type in ['view', 'cart']}. */
  private static final class AmongTexts extends Node {
    private final Node element;
    private final Set<?> texts;

    AmongTexts(Node element, Set<?> texts) {
      this.element = element;
      this.texts = texts;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = element.evaluate(frame);
      return switch (kind) {
        case ERROR -> kind;
        case STRING -> leave(frame, texts.contains(ref(frame)));
        default -> leave(frame, false);
      };
    }

    @Override
    boolean answers() {
      return true;
    }

    @Override
    public List<AccessPredicate> access() {
      Set<String> all = new TreeSet<>();
      texts.forEach(text -> all.add((String) text));
      return AccessPredicates.texts(element, all);
    }
  }
}
