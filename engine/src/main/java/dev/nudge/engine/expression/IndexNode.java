package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.List;
import java.util.Map;

/** {@code l[0]} and {@code m['key']}. */
final class IndexNode extends Node {
  private static final EvaluationError OUTSIDE =
      new EvaluationError(EvaluationError.Reason.INDEX, "an index outside the list");
  private static final EvaluationError NO_KEY =
      new EvaluationError(EvaluationError.Reason.MISSING, "no such key in the map");

  private final Node whole;
  private final Node index;
  private final EvaluationError outside;
  private final EvaluationError noKey;
  private final Mismatch mismatch = new Mismatch("'[]'");

  IndexNode(Node whole, Node index) {
    this(whole, index, OUTSIDE, NO_KEY);
  }

  private IndexNode(Node whole, Node index, EvaluationError outside, EvaluationError noKey) {
    this.whole = whole;
    this.index = index;
    this.outside = outside;
    this.noKey = noKey;
  }

  /** {@code m[?key]} and {@code l[?0]}. */
  static IndexNode optional(Node whole, Node index) {
    return new IndexNode(whole, index, OptionalNode.NONE, OptionalNode.NONE);
  }

  @Override
  public Kind evaluate(Frame frame) {
    Kind first = whole.evaluate(frame);
    if (first == Kind.ERROR) {
      return first;
    }
    if (first != Kind.LIST && first != Kind.MAP) {
      Kind second = index.evaluate(frame);
      return second == Kind.ERROR ? second : fail(frame, mismatch.of(first, second));
    }
    Object container = ref(frame);
    Kind second = index.evaluate(frame);
    if (second == Kind.ERROR) {
      return second;
    }
    if (first == Kind.MAP) {
      Object value = Equality.find((Map<?, ?>) container, Values.box(second, frame));
      return value == null ? fail(frame, noKey) : Values.unbox(frame, value);
    }
    if (!second.isNumber()) {
      return fail(frame, mismatch.of(first, second));
    }
    long place = frame.word;
    if (second == Kind.DOUBLE) {
      double number = Double.longBitsToDouble(place);
      place = (long) number;
      if (place != number) {
        return fail(frame, outside);
      }
    }
    List<?> list = (List<?>) container;
    return place < 0 || place >= list.size()
        ? fail(frame, outside)
        : Values.unbox(frame, list.get((int) place));
  }
}
