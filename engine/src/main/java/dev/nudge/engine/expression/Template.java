package dev.nudge.engine.expression;

import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A text with expressions in it: <code>Still thinking about ${cart_add.product_id}?</code>. A
 * dollar more, <code>$${</code>, stands for <code>${</code> itself. Made by {@link
 * Expressions#template}.
 */
public final class Template {
  private final List<Part> parts;

  Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** A piece of a template. */
  sealed interface Part {
    /** A piece that stays as it is. */
    record Literal(String text) implements Part {}

    /** An expression. */
    record Hole(Text source, Compiled compiled) implements Part {}
  }

  /** The expressions, in order. */
  public List<Compiled> expressions() {
    return parts.stream()
        .filter(Part.Hole.class::isInstance)
        .map(part -> ((Part.Hole) part).compiled())
        .toList();
  }

  /** The text, if there is no expression in it. */
  public Optional<String> constant() {
    return parts.stream().allMatch(Part.Literal.class::isInstance)
        ? Optional.of(text(new Frame(), error -> {}))
        : Optional.empty();
  }

  /**
   * The value: that of the expression, in the form JSON knows, if the template is one and nothing
   * else; the text otherwise. Instead of an error there is null.
   *
   * @param errors told of each expression that has no value
   */
  public Object value(Frame frame, Consumer<EvaluationError> errors) {
    if (parts.size() == 1 && parts.get(0) instanceof Part.Hole hole) {
      Kind kind = hole.compiled().expression().evaluate(frame);
      Object value = Values.box(kind, frame);
      if (value instanceof EvaluationError error) {
        errors.accept(error);
        return Null.NULL;
      }
      return JsonForm.of(value);
    }
    return text(frame, errors);
  }

  /**
   * The text: values as {@code string(x)} writes them, lists and maps as JSON, null and whatever
   * has no value as nothing.
   *
   * @param errors told of each expression that has no value
   */
  public String text(Frame frame, Consumer<EvaluationError> errors) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Literal literal) {
        text.append(literal.text());
      } else if (part instanceof Part.Hole hole) {
        Kind kind = hole.compiled().expression().evaluate(frame);
        Object value = Values.box(kind, frame);
        if (value instanceof EvaluationError error) {
          errors.accept(error);
        } else {
          JsonForm.appendText(text, value);
        }
      }
    }
    return text.toString();
  }
}
