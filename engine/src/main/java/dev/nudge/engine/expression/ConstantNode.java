package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import org.jspecify.annotations.Nullable;

/** A value known when the expression was compiled. */
final class ConstantNode extends Node {
  final Kind kind;
  final long word;
  final @Nullable Object ref;

  private ConstantNode(Kind kind, long word, @Nullable Object ref) {
    this.kind = kind;
    this.word = word;
    this.ref = ref;
  }

  /** Whatever was left in the frame. */
  static ConstantNode of(Kind kind, Frame left) {
    return new ConstantNode(kind, left.word, Values.isWord(kind) ? null : left.ref);
  }

  static ConstantNode of(Object boxed) {
    Frame frame = new Frame();
    return of(Values.unbox(frame, boxed), frame);
  }

  Object boxed() {
    Frame frame = new Frame();
    return Values.box(evaluate(frame), frame);
  }

  @Override
  public Kind evaluate(Frame frame) {
    frame.word = word;
    frame.ref = ref;
    return kind;
  }
}
