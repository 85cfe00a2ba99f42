package dev.nudge.engine.story;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.measure.MeasureSpec;
import dev.nudge.engine.pattern.Wait;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a campaign asks for, in words: types and numbers. */
final class Steps {
  private final Campaign campaign;
  private final List<StepSpec> steps;

  private Steps(Campaign campaign) {
    this.campaign = campaign;
    this.steps = campaign.pattern().map(pattern -> pattern.steps()).orElse(List.of());
  }

  static Steps of(Campaign campaign) {
    return new Steps(campaign);
  }

  private Optional<StepSpec> step(String name) {
    return steps.stream().filter(step -> step.name().value().equals(name)).findFirst();
  }

  /** {@code " (2 of 3)"}; empty where once is enough and once it was. */
  String progress(String name, int times) {
    int needed = step(name).map(step -> step.repeat().times().min()).orElse(1);
    if (times < needed || (times == needed && times > 1)) {
      return " (" + times + " of " + needed + ")";
    }
    return times > 1 ? " (" + times + " now)" : "";
  }

  /** What was waited for, in the past, and how often it had come: {@code 'again' (2 of 3)}. */
  String wanted(List<Wait> waits, Map<String, Integer> took) {
    return waits.stream()
        .filter(wait -> wait.kind() != Wait.Kind.NOTHING)
        .map(
            wait ->
                Wording.wanted(List.of(wait))
                    + (wait.kind() == Wait.Kind.EVENT || wait.kind() == Wait.Kind.NEXT
                        ? had(wait.step(), took.getOrDefault(wait.step(), 0))
                        : ""))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private String had(String name, int times) {
    int needed = step(name).map(step -> step.repeat().times().min()).orElse(1);
    return times < needed && needed > 1 ? " (" + times + " of " + needed + ")" : "";
  }

  /** Why an event that no condition was tried on is not what was waited for. */
  String otherType(List<Wait> waits) {
    TreeSet<String> types = new TreeSet<>();
    for (Wait wait : waits) {
      step(wait.step())
          .ifPresent(step -> step.events().stream().map(Text::value).forEach(types::add));
    }
    return types.isEmpty() ? "this is another" : "this is no " + String.join(" or ", types);
  }

  /** The types that an event must have to begin anything; empty where any will do. */
  Set<String> beginning() {
    TreeSet<String> types = new TreeSet<>();
    for (StepSpec step : steps) {
      if (step.absent()) {
        continue;
      }
      if (step.events().isEmpty()) {
        return Set.of();
      }
      step.events().stream().map(Text::value).forEach(types::add);
      if (!step.repeat().optional()) {
        return types;
      }
    }
    if (steps.isEmpty()) {
      for (MeasureSpec measure : campaign.measures()) {
        if (measure.events().isEmpty() && measure.sequence().isEmpty()) {
          return Set.of();
        }
        measure.events().stream().map(Text::value).forEach(types::add);
        measure
            .sequence()
            .forEach(element -> element.events().forEach(type -> types.add(type.value())));
      }
    }
    return types;
  }
}
