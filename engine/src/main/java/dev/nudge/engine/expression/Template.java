package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A text with expressions in it: <code>Still thinking about ${cart_add.product_id}?</code>. Where
 * one has no value, or null, what stands behind <code>??</code> is taken: <code>
 * ${profile.name ?? 'you'}
 * </code>. A dollar more, <code>$${</code>, stands for <code>${</code> itself. Made by {@link
 * Expressions#template}.
 */
public final class Template {
  private static final EvaluationError NOTHING =
      new EvaluationError(
          EvaluationError.Reason.MISSING, "a text with null in it; give a default: ${x ?? 'you'}");

  private final List<Part> parts;

  Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** A piece of a template. */
  sealed interface Part {
    /** A piece that stays as it is. */
    record Literal(String text) implements Part {}

    /**
     * An expression and its defaults.
     *
     * @param choices the first that has a value counts
     */
    record Hole(List<Compiled> choices) implements Part {}
  }

  /** The expressions, in order. */
  public List<Compiled> expressions() {
    return parts.stream()
        .flatMap(part -> part instanceof Part.Hole hole ? hole.choices().stream() : Stream.empty())
        .toList();
  }

  /** The text, if there is no expression in it. */
  public Optional<String> constant() {
    return parts.stream().allMatch(Part.Literal.class::isInstance)
        ? text(new Frame(), error -> {})
        : Optional.empty();
  }

  /**
   * The value: that of the expression, in the form JSON knows, if the template is one and nothing
   * else; the text otherwise. Null where there is none.
   *
   * @param errors told of each expression that has no value
   */
  public Object value(Frame frame, Consumer<EvaluationError> errors) {
    if (parts.size() == 1 && parts.get(0) instanceof Part.Hole hole) {
      Object value = value(hole, frame, errors);
      if (value instanceof EvaluationError error) {
        errors.accept(error);
        return Null.NULL;
      }
      if (!mayWrite(value, frame)) {
        errors.accept(BudgetNode.OFFER_TOO_LARGE);
        return Null.NULL;
      }
      return JsonForm.of(value);
    }
    return written(frame, errors).<Object>map(text -> text).orElse(Null.NULL);
  }

  /**
   * The text: numbers in plain decimals, other values as {@code string(x)} writes them, lists and
   * maps as JSON. A text with a gap in it helps nobody: empty where an expression has no value, or
   * null.
   *
   * @param errors told of each expression that has no value
   */
  public Optional<String> text(Frame frame, Consumer<EvaluationError> errors) {
    frame.output = BudgetNode.OFFER_BYTES;
    return written(frame, errors);
  }

  private static boolean mayWrite(Object value, Frame frame) {
    frame.output -= JsonForm.length(value, frame.output);
    return frame.output >= 0;
  }

  private Optional<String> written(Frame frame, Consumer<EvaluationError> errors) {
    StringBuilder text = new StringBuilder();
    boolean whole = true;
    for (Part part : parts) {
      if (part instanceof Part.Literal literal) {
        text.append(literal.text());
      } else if (part instanceof Part.Hole hole) {
        Object value = value(hole, frame, errors);
        if (value == Null.NULL) {
          value = NOTHING;
        }
        if (value instanceof EvaluationError error) {
          errors.accept(error);
          whole = false;
        } else if (!mayWrite(value, frame)) {
          errors.accept(BudgetNode.OFFER_TOO_LARGE);
          return Optional.empty();
        } else {
          JsonForm.appendText(text, value);
        }
      }
    }
    return whole ? Optional.of(text.toString()) : Optional.empty();
  }

  /** The value of the first choice that has one; else that of the last: null or an error. */
  private static Object value(Part.Hole hole, Frame frame, Consumer<EvaluationError> errors) {
    Object value = NOTHING;
    for (int i = 0; i < hole.choices().size(); i++) {
      Expression expression = hole.choices().get(i).expression();
      String text = expression.text(frame);
      if (text != null) {
        return text;
      }
      Kind kind = expression.evaluate(frame);
      value = Values.box(kind, frame);
      boolean last = i == hole.choices().size() - 1;
      if (last || !(value == Null.NULL || value instanceof EvaluationError)) {
        break;
      }
      if (value instanceof EvaluationError error && !isAbsence(error)) {
        errors.accept(error);
      }
    }
    return value;
  }

  /** Whether an error says no more than that there is nothing, which is what a default is for. */
  private static boolean isAbsence(EvaluationError error) {
    return error.reason() == EvaluationError.Reason.MISSING
        || error.reason() == EvaluationError.Reason.NO_VALUE
        || error.reason() == EvaluationError.Reason.INDEX;
  }
}
