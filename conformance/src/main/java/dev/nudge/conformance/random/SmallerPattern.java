package dev.nudge.conformance.random;

import dev.nudge.conformance.pattern.Contiguity;
import dev.nudge.conformance.pattern.Group;
import dev.nudge.conformance.pattern.Loop;
import dev.nudge.conformance.pattern.Part;
import dev.nudge.conformance.pattern.Pattern;
import dev.nudge.conformance.pattern.Repeat;
import dev.nudge.conformance.pattern.Shapes;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.conformance.pattern.Step;
import dev.nudge.conformance.pattern.Test;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ways in which a pattern can be made simpler by one step. */
final class SmallerPattern {
  private SmallerPattern() {}

  static List<Pattern> of(Pattern pattern) {
    List<Pattern> smaller = new ArrayList<>();
    ofParts(pattern.parts()).forEach(parts -> smaller.add(pattern.withParts(parts)));
    smaller.add(pattern.withWithin(Optional.empty()));
    smaller.add(pattern.withSkip(Skip.NO_SKIP));
    if (pattern.skip().step().isPresent()) {
      smaller.add(pattern.withSkip(new Skip(Skip.Strategy.PAST_LAST_EVENT, Optional.empty())));
    }
    if (pattern.correlated() || pattern.among() || pattern.distinct()) {
      smaller.add(pattern.withFilters(false, pattern.among(), pattern.distinct()));
      smaller.add(pattern.withFilters(pattern.correlated(), false, pattern.distinct()));
      smaller.add(pattern.withFilters(pattern.correlated(), pattern.among(), false));
    }
    return smaller;
  }

  /** Whether it speaks of no step that is gone, and of lists where there are lists. */
  static boolean isSound(Pattern pattern) {
    Shapes shapes = new Shapes(pattern.parts());
    Set<String> earlier = new HashSet<>();
    return !shapes.present().isEmpty()
        && !pattern.parts().isEmpty()
        && pattern.steps().get(0).after().isEmpty()
        && pattern.skip().step().map(shapes.present()::contains).orElse(true)
        && isSound(pattern.parts(), shapes, earlier);
  }

  private static boolean isSound(List<Part> parts, Shapes shapes, Set<String> earlier) {
    for (Part part : parts) {
      if (!isSound(part.repeat().until(), shapes, earlier)) {
        return false;
      }
      if (part instanceof Group group) {
        if (group.parts().isEmpty() || !isSound(group.parts(), shapes, earlier)) {
          return false;
        }
      } else if (part instanceof Step step) {
        if (!step.absent() && step.repeat().isLoop()) {
          earlier.add(step.name());
        }
        if (!isSound(step.where(), shapes, earlier)) {
          return false;
        }
        if (!step.absent()) {
          earlier.add(step.name());
        }
      }
    }
    return true;
  }

  private static boolean isSound(Optional<Test> test, Shapes shapes, Set<String> earlier) {
    if (test.orElse(null) instanceof Test.AtLeast atLeast) {
      return earlier.contains(atLeast.step());
    }
    if (test.orElse(null) instanceof Test.Fewer fewer) {
      return earlier.contains(fewer.step()) && shapes.isList(fewer.step());
    }
    return true;
  }

  private static List<List<Part>> ofParts(List<Part> parts) {
    List<List<Part>> smaller = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      smaller.add(with(parts, i, List.of()));
      if (parts.get(i) instanceof Group group) {
        smaller.add(with(parts, i, group.parts()));
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      for (Part part : ofPart(parts.get(i))) {
        smaller.add(with(parts, i, List.of(part)));
      }
    }
    return smaller;
  }

  private static List<Part> with(List<Part> parts, int at, List<Part> instead) {
    List<Part> changed = new ArrayList<>(parts);
    changed.remove(at);
    changed.addAll(at, instead);
    return changed;
  }

  private static List<Part> ofPart(Part part) {
    List<Part> smaller = new ArrayList<>();
    smaller.add(part.withRepeat(Repeat.ONCE));
    ofRepeat(part.repeat()).forEach(repeat -> smaller.add(part.withRepeat(repeat)));
    if (part.contiguity() == Contiguity.FOLLOWED_BY_ANY || part.contiguity() == Contiguity.NEXT) {
      smaller.add(part.withContiguity(Contiguity.FOLLOWED_BY));
    }
    if (part instanceof Group group) {
      ofParts(group.parts()).forEach(parts -> smaller.add(group.withParts(parts)));
    } else if (part instanceof Step step) {
      smaller.addAll(ofStep(step));
    }
    return smaller;
  }

  private static List<Part> ofStep(Step step) {
    List<Part> smaller = new ArrayList<>();
    smaller.add(step.withWhere(Optional.empty()));
    smaller.add(step.withAbsent(false));
    smaller.add(step.withAfter(Optional.empty()));
    smaller.add(step.withWithin(Optional.empty()));
    if (step.types().size() > 1) {
      step.types().forEach(type -> smaller.add(step.withTypes(List.of(type))));
    }
    step.within()
        .filter(within -> within.toSeconds() > 1)
        .ifPresent(within -> smaller.add(step.withWithin(Optional.of(Duration.ofSeconds(1)))));
    return smaller;
  }

  private static List<Repeat> ofRepeat(Repeat repeat) {
    List<Repeat> smaller = new ArrayList<>();
    smaller.add(repeat.withLoop(Loop.RELAXED));
    smaller.add(repeat.withOptional(false));
    smaller.add(repeat.withGreedy(false));
    smaller.add(repeat.withUntil(Optional.empty()));
    if (repeat.isUnbounded() && repeat.until().isEmpty()) {
      smaller.add(repeat.withTimes(repeat.min(), repeat.min() + 1));
    }
    if (repeat.min() > 1) {
      boolean exact = repeat.min() == repeat.max();
      int max = repeat.isUnbounded() ? repeat.max() : repeat.max() - 1;
      smaller.add(repeat.withTimes(repeat.min() - 1, max));
      if (!exact) {
        smaller.add(repeat.withTimes(repeat.min() - 1, repeat.max()));
      }
    } else if (!repeat.isUnbounded() && repeat.max() > 2) {
      smaller.add(repeat.withTimes(repeat.min(), repeat.max() - 1));
    }
    return smaller;
  }
}
