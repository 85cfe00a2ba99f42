package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.GroupSpec;
import dev.nudge.engine.campaign.PatternPart;
import dev.nudge.engine.campaign.PatternSpec;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.expression.Expression;
import java.util.ArrayList;
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
 * @param parts in order
 */
public record CompiledPattern(
    PatternSpec spec,
    Optional<Expression> correlateBy,
    Optional<Expression> among,
    Optional<Set<String>> amongTypes,
    Optional<Expression> distinct,
    List<Part> parts) {

  /** A step or a group. */
  public sealed interface Part {
    /** What the document says. */
    PatternPart spec();

    /** What ends its repetition. */
    Optional<Until> until();
  }

  /**
   * A step whose expressions are compiled.
   *
   * @param index its place among all steps of the pattern
   * @param spec the document's step
   * @param where compiled
   * @param usesMatched whether {@code where} looks at the events of steps
   * @param script compiled
   * @param types the event types the step is limited to, by {@code event} and {@code where}
   * @param until compiled
   */
  public record Step(
      int index,
      StepSpec spec,
      Optional<Expression> where,
      boolean usesMatched,
      Optional<Expression> script,
      Optional<Set<String>> types,
      Optional<Until> until)
      implements Part {}

  /**
   * A group.
   *
   * @param spec the document's group
   * @param until compiled
   * @param parts in order
   */
  public record Group(GroupSpec spec, Optional<Until> until, List<Part> parts) implements Part {}

  /**
   * What ends a repetition.
   *
   * @param condition compiled
   * @param usesMatched whether it looks at the events of steps
   * @param types the event types it can hold for, where it can be told
   */
  public record Until(Expression condition, boolean usesMatched, Optional<Set<String>> types) {}

  /** Whether some match is completed by a deadline: the last thing asked for is an absence. */
  public boolean mayFireAtDeadline() {
    return mayEndAbsent(parts);
  }

  private static boolean mayEndAbsent(List<Part> parts) {
    if (parts.isEmpty()) {
      return false; // of a group that could not be read
    }
    Part last = parts.get(parts.size() - 1);
    return last instanceof Group group
        ? mayEndAbsent(group.parts())
        : last instanceof Step step && step.spec().isAbsentUntilNext();
  }

  /** All steps, also those in groups, by index. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    collect(parts, steps);
    return steps;
  }

  private static void collect(List<Part> parts, List<Step> into) {
    for (Part part : parts) {
      if (part instanceof Group group) {
        collect(group.parts(), into);
      } else if (part instanceof Step step) {
        into.add(step);
      }
    }
  }
}
