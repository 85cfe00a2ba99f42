package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.PatternSpec;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern whose expressions are compiled: what {@link Program#of} takes.
 *
 * @param spec the document's pattern
 * @param correlateBy compiled
 * @param among compiled
 * @param amongTypes the event types {@code among} is limited to, where it can be told
 * @param distinct compiled
 * @param steps in order
 */
public record CompiledPattern(
    PatternSpec spec,
    Optional<Expression> correlateBy,
    Optional<Expression> among,
    Optional<Set<String>> amongTypes,
    Optional<Expression> distinct,
    List<Step> steps) {

  /**
   * A step whose expressions are compiled.
   *
   * @param spec the document's step
   * @param where compiled
   * @param usesMatched whether {@code where} looks at the events of steps
   * @param script compiled
   * @param types the event types the step is limited to, by {@code event} and {@code where}
   */
  public record Step(
      StepSpec spec,
      Optional<Expression> where,
      boolean usesMatched,
      Optional<Expression> script,
      Optional<Set<String>> types) {}
}
