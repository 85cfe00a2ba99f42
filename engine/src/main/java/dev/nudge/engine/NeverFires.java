package dev.nudge.engine;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.Contiguity;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.measure.MeasureSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds a {@code when} that is legal and never holds where it is asked: it wants an event of one
 * type, and is asked only at events of others.
 */
final class NeverFires {
  private NeverFires() {}

  /** The warning. */
  static Optional<Problem> of(Campaign campaign, Compiled when) {
    Optional<Set<String>> wanted = when.eventTypes().filter(types -> !types.isEmpty());
    Optional<Set<String>> asked =
        campaign.pattern().isPresent()
            ? completing(campaign.pattern().get().steps())
            : moving(campaign.measures(), when.names().measures());
    if (wanted.isEmpty()
        || asked.isEmpty()
        || campaign.when().isEmpty()
        || !Collections.disjoint(wanted.get(), asked.get())) {
      return Optional.empty();
    }
    String want = named(wanted.get());
    String words =
        campaign.pattern().isPresent()
            ? "'when' never holds: it is asked at the event that completes the pattern, one of type "
                + named(asked.get())
                + ", and wants one of type "
                + want
            : "'when' never comes true: it is asked at events that its measures count, those of"
                + " type "
                + named(asked.get())
                + ", and wants one of type "
                + want
                + "; to fire at that one, add a pattern with a step {name: last, event: "
                + new TreeSet<>(wanted.get()).first()
                + "}";
    return Optional.of(Problem.warning(campaign.when().get().position(), words));
  }

  /** The types of the events that move the measures; empty for any. */
  private static Optional<Set<String>> moving(List<MeasureSpec> measures, Set<String> used) {
    Set<String> types = new TreeSet<>();
    for (MeasureSpec measure : measures) {
      if (!used.contains(measure.name().value())) {
        continue;
      }
      if (measure.sequence().isEmpty() && !add(measure.events(), types)) {
        return Optional.empty();
      }
      for (MeasureSpec.SequenceElement element : measure.sequence()) {
        if (!add(element.events(), types)) {
          return Optional.empty();
        }
      }
    }
    return types.isEmpty() ? Optional.empty() : Optional.of(types);
  }

  /** The types of the events that may complete the pattern; empty for any. */
  private static Optional<Set<String>> completing(List<StepSpec> steps) {
    Set<String> types = new TreeSet<>();
    for (StepSpec step : steps) {
      boolean anyNext = step.absent() && step.contiguity() == Contiguity.NEXT;
      if (anyNext || (!step.absent() && !add(step.events(), types))) {
        return Optional.empty();
      }
    }
    return types.isEmpty() ? Optional.empty() : Optional.of(types);
  }

  private static boolean add(List<Text> events, Set<String> types) {
    events.forEach(event -> types.add(event.value()));
    return !events.isEmpty();
  }

  private static String named(Set<String> types) {
    return "'" + String.join("' or '", new TreeSet<>(types)) + "'";
  }
}
