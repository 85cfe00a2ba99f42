package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Weight;
import java.util.Arrays;

/** <code>[a, b]</code>. */
final class ListNode extends Node {
  private final Node[] elements;

  ListNode(Node[] elements) {
    this.elements = elements;
  }

  @Override
  public Kind evaluate(Frame frame) {
    Object[] values = new Object[elements.length];
    for (int i = 0; i < values.length; i++) {
      Kind kind = elements[i].evaluate(frame);
      if (kind == Kind.ERROR) {
        return kind;
      }
      values[i] = Values.box(kind, frame);
      if (!BudgetNode.take(frame, Weight.ofPart(values[i], frame.bytes))) {
        return fail(frame, BudgetNode.TOO_LARGE);
      }
    }
    return leave(frame, Kind.LIST, Arrays.asList(values));
  }
}
