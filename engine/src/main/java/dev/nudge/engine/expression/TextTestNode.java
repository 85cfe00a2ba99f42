package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.List;

/** {@code s.contains(t)}, {@code s.startsWith(t)} and {@code s.endsWith(t)}. */
final class TextTestNode extends Node {
  private final Test test;
  private final Node text;
  private final Node part;
  private final Mismatch mismatch;

  /** What is asked of the two. */
  interface Test {
    boolean holds(String text, String part);
  }

  TextTestNode(String name, Test test, Node text, Node part) {
    this.test = test;
    this.text = text;
    this.part = part;
    this.mismatch = new Mismatch(name + "()");
  }

  @Override
  public Kind evaluate(Frame frame) {
    Kind first = text.evaluate(frame);
    if (first == Kind.ERROR) {
      return first;
    }
    Object whole = first == Kind.STRING ? ref(frame) : "";
    Kind second = part.evaluate(frame);
    if (second == Kind.ERROR) {
      return second;
    }
    return first == Kind.STRING && second == Kind.STRING
        ? leave(frame, test.holds((String) whole, (String) ref(frame)))
        : fail(frame, mismatch.of(first, second));
  }

  @Override
  public List<AccessPredicate> access() {
    return part instanceof ConstantNode constant && constant.ref instanceof String literal
        ? AccessPredicates.part(text, literal)
        : List.of();
  }

  @Override
  boolean answers() {
    return true;
  }
}
