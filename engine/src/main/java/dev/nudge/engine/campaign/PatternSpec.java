package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ordered events that make up the moment.
 *
 * @param position where it begins
 * @param correlateBy CEL; all events of one match share this value
 * @param among CEL; only these events exist for this pattern
 * @param distinct CEL; an event whose value equals that of the one before it is dropped
 * @param parts steps and groups, at least one
 * @param within the whole match: last - first is less than this
 * @param skip what a match consumes
 */
public record PatternSpec(
    Position position,
    Optional<Text> correlateBy,
    Optional<Text> among,
    Optional<Text> distinct,
    List<PatternPart> parts,
    Optional<Duration> within,
    Skip skip) {

  /** All steps, also those in groups, as the document has them: a step's place is its index. */
  public List<StepSpec> steps() {
    List<StepSpec> steps = new ArrayList<>();
    collect(parts, steps);
    return steps;
  }

  private static void collect(List<PatternPart> parts, List<StepSpec> into) {
    for (PatternPart part : parts) {
      if (part instanceof GroupSpec group) {
        collect(group.parts(), into);
      } else if (part instanceof StepSpec step) {
        into.add(step);
      }
    }
  }
}
