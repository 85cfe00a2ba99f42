package dev.nudge.conformance.random;

import dev.nudge.conformance.pattern.Group;
import dev.nudge.conformance.pattern.Part;
import dev.nudge.conformance.pattern.Repeat;
import dev.nudge.conformance.pattern.Shapes;
import dev.nudge.conformance.pattern.Step;
import dev.nudge.conformance.pattern.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions for the steps of a pattern: on the event, and on what earlier steps took. */
final class RandomConditions {
  private final Dice dice;
  private final Shapes shapes;
  private final List<String> earlier = new ArrayList<>();

  RandomConditions(Dice dice, Shapes shapes) {
    this.dice = dice;
    this.shapes = shapes;
  }

  List<Part> on(List<Part> parts) {
    List<Part> done = new ArrayList<>();
    for (Part part : parts) {
      done.add(part instanceof Step step ? on(step) : on((Group) part));
    }
    return done;
  }

  private Part on(Group group) {
    Repeat repeat = until(group.repeat());
    return group.withParts(on(group.parts())).withRepeat(repeat);
  }

  private Step on(Step step) {
    Step done = step.withRepeat(until(step.repeat()));
    if (dice.percent(28)) {
      done = done.withWhere(Optional.of(where(step)));
    }
    if (!step.absent()) {
      earlier.add(step.name());
    }
    return done;
  }

  private Test where(Step step) {
    boolean ownList = !step.absent() && step.repeat().isLoop();
    if (ownList && dice.percent(30)) {
      return new Test.Fewer(step.name(), dice.between(1, 3));
    }
    List<String> lists = earlier.stream().filter(shapes::isList).toList();
    if (!lists.isEmpty() && dice.percent(25)) {
      return new Test.Fewer(dice.oneOf(lists), dice.between(1, 3));
    }
    return ofEvent(45);
  }

  private Test ofEvent(int ofEarlier) {
    return !earlier.isEmpty() && dice.percent(ofEarlier)
        ? new Test.AtLeast(dice.oneOf(earlier))
        : new Test.ValueIs(dice.between(0, 2));
  }

  private Repeat until(Repeat repeat) {
    if (!repeat.isUnbounded() || !dice.percent(30)) {
      return repeat;
    }
    return repeat.withUntil(
        Optional.of(
            dice.percent(50) ? new Test.TypeIs(dice.oneOf("a", "b", "c", "d")) : ofEvent(30)));
  }
}
