package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Weight;
import org.jspecify.annotations.Nullable;

/** A call of one of the rarer functions, over boxed values. */
final class CallNode extends Node {
  private final Function function;
  private final Node[] arguments;
  private final Mismatch mismatch;

  /** A function of boxed values. Never throws. */
  interface Function {
    /**
     * The value, an {@link EvaluationError}, or null where it is not defined for values of these
     * kinds.
     */
    @Nullable Object apply(Object[] arguments);
  }

  CallNode(String name, Function function, Node[] arguments) {
    this.function = function;
    this.arguments = arguments;
    this.mismatch = new Mismatch(name + "()");
  }

  @Override
  public Kind evaluate(Frame frame) {
    Object[] values = new Object[arguments.length];
    Kind first = Kind.ERROR;
    Kind last = Kind.ERROR;
    for (int i = 0; i < values.length; i++) {
      last = arguments[i].evaluate(frame);
      if (last == Kind.ERROR) {
        return last;
      }
      if (i == 0) {
        first = last;
      }
      values[i] = Values.box(last, frame);
    }
    Object value = function.apply(values);
    if (value == null) {
      return fail(frame, values.length == 1 ? mismatch.of(first) : mismatch.of(first, last));
    }
    return BudgetNode.take(frame, Weight.of(value, frame.bytes))
        ? Values.unbox(frame, value)
        : fail(frame, BudgetNode.TOO_LARGE);
  }
}
