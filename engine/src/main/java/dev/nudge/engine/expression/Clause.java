package dev.nudge.engine.expression;

import java.util.List;
import java.util.Optional;

/**
 * An expression, or one of those that a condition joins with {@code &&}, apart from the others, and
 * the parts of it that people want to see the values of. Stateless: one serves all threads.
 */
public final class Clause {
  private final Part whole;
  private final List<Part> parts;
  private final Optional<Comparison> comparison;

  /** A part and its source text. */
  record Part(String text, Expression expression) {}

  Clause(Part whole, List<Part> parts, Optional<Comparison> comparison) {
    this.whole = whole;
    this.parts = parts;
    this.comparison = comparison;
  }

  /** Evaluates it and its parts over what the frame holds now. */
  public Check check(Frame frame) {
    return new Check(
        Reading.of(whole.text(), whole.expression(), frame),
        parts.stream().map(part -> Reading.of(part.text(), part.expression(), frame)).toList(),
        comparison);
  }
}
