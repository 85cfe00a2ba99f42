package dev.nudge.engine;

import dev.nudge.engine.campaign.GroupSpec;
import dev.nudge.engine.campaign.PatternPart;
import dev.nudge.engine.campaign.PatternSpec;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.expression.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What expressions may call the steps of a pattern, and where. */
final class StepNames {
  private final Map<String, Named> names = new LinkedHashMap<>();
  private int index;

  /**
   * A step that takes events.
   *
   * @param declared its index, and whether it is a list
   * @param since it is visible from the step of this index on: its own, or, where it is repeated
   *     with others, the first of those
   */
  record Named(Scope.Step declared, int since) {
    /** Whether it has, or may have, an event while another step is looked at. */
    boolean isVisibleAt(int step) {
      return declared.index() < step || (declared.loop() && since <= step);
    }
  }

  private StepNames() {}

  /** The names of all steps that take events, in order. */
  static Map<String, Named> of(PatternSpec pattern) {
    StepNames steps = new StepNames();
    steps.collect(pattern.parts(), -1);
    return steps.names;
  }

  /** {@code since}: the first step of what is repeated around these parts; -1 for nothing. */
  private void collect(List<PatternPart> parts, int since) {
    for (PatternPart part : parts) {
      int first = since < 0 && part.repeat().isLoop() ? index : since;
      if (part instanceof GroupSpec group) {
        collect(group.parts(), first);
      } else if (part instanceof StepSpec step) {
        if (!step.absent()) {
          names.put(
              step.name().value(),
              new Named(new Scope.Step(index, first >= 0), first < 0 ? index : first));
        }
        index++;
      }
    }
  }
}
