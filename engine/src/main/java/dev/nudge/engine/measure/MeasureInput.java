package dev.nudge.engine.measure;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.AccessPredicate;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.EvaluationError.Reason;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a measure takes of an event: whether it counts, its value, its group. */
final class MeasureInput {
  private static final double LARGEST = 1e300;
  private static final EvaluationError NO_BOOLEAN =
      new EvaluationError(Reason.WRONG_TYPE, "the measure's 'where' gave no bool");
  private static final EvaluationError NO_NUMBER =
      new EvaluationError(Reason.WRONG_TYPE, "the measure's 'value' gave no number");
  static final EvaluationError NO_GROUP =
      new EvaluationError(
          Reason.MISSING, "the measure has groups ('by'), and there is no event to take one from");
  static final EvaluationError NOT_KEPT =
      new EvaluationError(
          Reason.WRONG_TYPE, "bytes, types and deeply nested values cannot be kept by a measure");
  private static final EvaluationError TOO_LONG =
      new EvaluationError(
          Reason.LIMIT,
          "a value of more than " + KeyForm.BYTES + " bytes is not kept by a measure");
  private static final EvaluationError TOO_LARGE =
      new EvaluationError(
          Reason.OVERFLOW, "the measure's 'value' is not finite or is greater than 1e300");

  private final Aggregate aggregate;
  private final @Nullable Expression where;
  private final @Nullable Expression value;
  private final @Nullable Expression by;
  private final List<Element> sequence;

  /** An element of a sequence. */
  private record Element(Types events, @Nullable Expression where) {}

  MeasureInput(MeasureSpec spec, MeasureExpressions expressions) {
    aggregate = spec.aggregate();
    where = expression(expressions.where());
    value = aggregate.takesValue() ? expression(expressions.value()) : null;
    by = expression(expressions.by());
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < spec.sequence().size(); i++) {
      Types types = Types.of(spec.sequence().get(i).events());
      elements.add(new Element(types, expression(expressions.sequence().get(i))));
    }
    sequence = Collections.unmodifiableList(elements);
  }

  private static @Nullable Expression expression(Optional<MeasureExpression> expression) {
    return expression.isPresent() ? expression.get().expression() : null;
  }

  int elements() {
    return sequence.size();
  }

  /** What can be told of {@code where} without evaluating it. */
  List<AccessPredicate> access() {
    return where == null ? List.of() : where.access();
  }

  /** Whether {@code where} holds for the current event. */
  boolean admits(MeasurePlan plan, Frame frame, MeasureLosses losses) {
    return where == null || holds(plan, where, frame, losses);
  }

  private boolean holds(MeasurePlan plan, Expression condition, Frame frame, MeasureLosses losses) {
    Kind kind = condition.evaluate(frame);
    if (kind == Kind.BOOL) {
      return frame.word != 0;
    }
    losses.skipped(plan, error(kind, frame, NO_BOOLEAN));
    return false;
  }

  /**
   * Leaves in the frame what an accumulator takes of the current event: a word and a mark.
   *
   * @return false if the event does not count
   */
  boolean read(MeasurePlan plan, Frame frame, MeasureLosses losses) {
    if (!sequence.isEmpty()) {
      return readSequence(plan, frame, losses);
    }
    if (value == null) {
      frame.word = 0;
      frame.ref = Kind.INT;
      return true;
    }
    Kind kind = value.evaluate(frame);
    if (kind == Kind.ERROR) {
      losses.skipped(plan, error(kind, frame, NO_NUMBER));
      return false;
    }
    if (aggregate.values() != Aggregate.Values.NUMBER && KeyForm.isTooLarge(kind, frame)) {
      losses.skipped(plan, TOO_LONG);
      return false;
    }
    switch (aggregate.values()) {
      case KEY -> frame.ref = Kept.key(kind, frame);
      case ANY -> frame.ref = Kept.mark(kind, frame);
      case NUMBER, NONE -> {
        return readNumber(plan, kind, frame, losses);
      }
    }
    if (frame.ref == null) {
      losses.skipped(plan, NOT_KEPT);
      return false;
    }
    return true;
  }

  private boolean readNumber(MeasurePlan plan, Kind kind, Frame frame, MeasureLosses losses) {
    if (!kind.isNumber()) {
      losses.skipped(plan, NO_NUMBER);
      return false;
    }
    double number = kind.toDouble(frame.word);
    if (!(Math.abs(number) <= LARGEST)) {
      losses.skipped(plan, TOO_LARGE);
      return false;
    }
    // Minus zero becomes zero: what is equal must not depend on the order it came in.
    frame.word = Double.doubleToRawLongBits(number + 0.0);
    frame.ref = Kind.DOUBLE;
    return true;
  }

  private boolean readSequence(MeasurePlan plan, Frame frame, MeasureLosses losses) {
    Event event = frame.event;
    long fits = 0;
    for (int i = 0; i < sequence.size(); i++) {
      Element element = sequence.get(i);
      if (event != null
          && element.events.contain(event.type())
          && (element.where == null || holds(plan, element.where, frame, losses))) {
        fits |= 1L << i;
      }
    }
    frame.word = fits;
    frame.ref = Kind.INT;
    return fits != 0;
  }

  /**
   * Leaves the group of the current event in the frame, a word and a mark.
   *
   * @return null, or why there is none
   */
  @Nullable EvaluationError readGroup(Expression group, Frame frame) {
    Kind kind = group.evaluate(frame);
    if (kind == Kind.ERROR) {
      return error(kind, frame, NOT_KEPT);
    }
    if (KeyForm.isTooLarge(kind, frame)) {
      return TOO_LONG;
    }
    frame.ref = Kept.key(kind, frame);
    return frame.ref == null ? NOT_KEPT : null;
  }

  /** The group of the frame's event; null, with the error in the frame, where it has none. */
  @Nullable Object group(Expression group, Frame frame) {
    if (frame.event == null) {
      frame.ref = NO_GROUP;
      return null;
    }
    EvaluationError error = readGroup(group, frame);
    if (error != null) {
      frame.ref = error;
      return null;
    }
    return frame.ref;
  }

  @Nullable Expression by() {
    return by;
  }

  private static EvaluationError error(Kind kind, Frame frame, EvaluationError otherwise) {
    return kind == Kind.ERROR && frame.ref instanceof EvaluationError error ? error : otherwise;
  }
}
