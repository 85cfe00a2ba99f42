package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
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
    }
    return leave(frame, Kind.LIST, Arrays.asList(values));
  }
}
