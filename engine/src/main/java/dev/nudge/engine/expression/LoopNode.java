package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The loops: {@code all}, {@code exists}, {@code exists_one}, {@code map} and {@code filter}. The
 * variable lies in a slot of the frame; what was there before is put back, so that expressions may
 * be evaluated inside others. All loops of one evaluation share a budget of elements.
 */
abstract class LoopNode extends Node {
  private static final EvaluationError LIMIT =
      new EvaluationError(
          EvaluationError.Reason.LIMIT,
          "a loop over more than " + BudgetNode.ELEMENTS + " elements");

  private final Node range;
  private final int slot;
  private final Mismatch mismatch = new Mismatch("a loop");

  private LoopNode(Node range, int slot) {
    this.range = range;
    this.slot = slot;
  }

  @Override
  public final Kind evaluate(Frame frame) {
    Collection<?> elements;
    if (range instanceof NameNode.Loop loop) {
      elements = frame.matched.events(loop.step);
    } else {
      Kind kind = range.evaluate(frame);
      switch (kind) {
        case LIST -> elements = (List<?>) ref(frame);
        case MAP -> elements = ((Map<?, ?>) ref(frame)).keySet();
        case ERROR -> {
          return kind;
        }
        default -> {
          return fail(frame, mismatch.of(kind));
        }
      }
    }
    if (slot >= frame.variables.length) {
      frame.variables = Arrays.copyOf(frame.variables, slot * 2);
    }
    Object outer = frame.variables[slot];
    Kind result = run(elements.iterator(), frame);
    frame.variables[slot] = outer;
    return result;
  }

  abstract Kind run(Iterator<?> elements, Frame frame);

  /** Takes the next element; false if the budget is spent. */
  final boolean take(Iterator<?> elements, Frame frame) {
    frame.variables[slot] = elements.next();
    return --frame.budget >= 0;
  }

  /** {@code all}, and the negative of it, {@code exists}. */
  static final class Every extends LoopNode {
    private final Node condition;
    private final long decides;
    private final Mismatch mismatch;

    Every(Node range, int slot, Node condition, boolean decides) {
      super(range, slot);
      this.condition = condition;
      this.decides = decides ? 1 : 0;
      this.mismatch = new Mismatch(decides ? "exists()" : "all()");
    }

    @Override
    Kind run(Iterator<?> elements, Frame frame) {
      Object error = null;
      while (elements.hasNext()) {
        if (!take(elements, frame)) {
          return fail(frame, LIMIT);
        }
        Kind kind = condition.evaluate(frame);
        if (kind == Kind.BOOL) {
          if (frame.word == decides) {
            return kind;
          }
        } else if (error == null) {
          error = kind == Kind.ERROR ? ref(frame) : mismatch.of(kind);
        }
      }
      if (error != null) {
        frame.ref = error;
        return Kind.ERROR;
      }
      frame.word = 1 - decides;
      return Kind.BOOL;
    }
  }

  /** {@code exists_one}. */
  static final class One extends LoopNode {
    private final Node condition;
    private final Mismatch mismatch = new Mismatch("exists_one()");

    One(Node range, int slot, Node condition) {
      super(range, slot);
      this.condition = condition;
    }

    @Override
    Kind run(Iterator<?> elements, Frame frame) {
      int count = 0;
      while (elements.hasNext()) {
        if (!take(elements, frame)) {
          return fail(frame, LIMIT);
        }
        Kind kind = condition.evaluate(frame);
        if (kind == Kind.ERROR) {
          return kind;
        }
        if (kind != Kind.BOOL) {
          return fail(frame, mismatch.of(kind));
        }
        count += (int) frame.word;
      }
      return leave(frame, count == 1);
    }
  }

  /** {@code map} and {@code filter}: the results of those elements for which a condition holds. */
  static final class Collect extends LoopNode {
    private final Node condition;
    private final Node result;
    private final Mismatch mismatch = new Mismatch("filter()");

    Collect(Node range, int slot, Node condition, Node result) {
      super(range, slot);
      this.condition = condition;
      this.result = result;
    }

    @Override
    Kind run(Iterator<?> elements, Frame frame) {
      List<Object> results = new ArrayList<>();
      while (elements.hasNext()) {
        if (!take(elements, frame)) {
          return fail(frame, LIMIT);
        }
        Kind kind = condition.evaluate(frame);
        if (kind == Kind.ERROR) {
          return kind;
        }
        if (kind != Kind.BOOL) {
          return fail(frame, mismatch.of(kind));
        }
        if (frame.word != 0) {
          kind = result.evaluate(frame);
          if (kind == Kind.ERROR) {
            return kind;
          }
          Object value = Values.box(kind, frame);
          if (!BudgetNode.take(frame, Weight.ofPart(value, frame.bytes))) {
            return fail(frame, BudgetNode.TOO_LARGE);
          }
          results.add(value);
        }
      }
      return leave(frame, Kind.LIST, results);
    }
  }
}
