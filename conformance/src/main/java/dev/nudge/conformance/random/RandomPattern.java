package dev.nudge.conformance.random;

import dev.nudge.conformance.pattern.Contiguity;
import dev.nudge.conformance.pattern.Group;
import dev.nudge.conformance.pattern.Loop;
import dev.nudge.conformance.pattern.Part;
import dev.nudge.conformance.pattern.Pattern;
import dev.nudge.conformance.pattern.Repeat;
import dev.nudge.conformance.pattern.Shapes;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.conformance.pattern.Skip.Strategy;
import dev.nudge.conformance.pattern.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern that both engines take: what Flink's API forbids and Nudge refuses with the same words
 * (an absent step after an optional one, and so on) is not made.
 */
final class RandomPattern {
  private static final int MOST_DEPTH = 2;

  private final Dice dice;
  private int left;
  private int named;

  RandomPattern(Dice dice) {
    this.dice = dice;
  }

  Pattern make() {
    while (true) {
      Optional<Duration> within =
          dice.percent(60)
              ? Optional.of(Duration.ofSeconds(dice.between(2, 15)))
              : Optional.empty();
      left = dice.oneOf(1, 2, 2, 2, 3, 3, 3, 4, 4, 5);
      named = 0;
      List<Part> parts = sequence(0, true, within);
      Duration least = leastTime(parts);
      if (!mayBeEmpty(parts) && within.map(limit -> least.compareTo(limit) < 0).orElse(true)) {
        parts = new RandomConditions(dice, new Shapes(parts)).on(parts);
        return new Pattern(
            parts, within, skip(parts), dice.percent(12), dice.percent(8), dice.percent(8));
      }
    }
  }

  private static boolean mayBeEmpty(List<Part> parts) {
    return parts.stream()
        .allMatch(
            part ->
                part.repeat().optional()
                    || (part instanceof Step step && step.absent())
                    || (part instanceof Group group && mayBeEmpty(group.parts())));
  }

  private static Duration leastTime(List<Part> parts) {
    Duration least = Duration.ZERO;
    for (Part part : parts) {
      if (part instanceof Group group) {
        least = least.plus(leastTime(group.parts()).multipliedBy(group.repeat().min()));
      } else if (part instanceof Step step) {
        least = least.plus(step.after().orElse(Duration.ZERO));
      }
    }
    return least;
  }

  /** Parts until nothing is left to make, or, in a group, until it is enough. */
  private List<Part> sequence(int depth, boolean last, Optional<Duration> within) {
    List<Part> parts = new ArrayList<>();
    do {
      Part before = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      boolean mayBeAbsent = before != null && !before.repeat().optional();
      boolean mayBeOptional = !isGreedy(parts);
      if (depth < MOST_DEPTH && left >= 1 && dice.percent(depth == 0 ? 24 : 12)) {
        parts.add(group(depth, before == null, mayBeOptional, within));
      } else {
        left--;
        boolean end = depth == 0 ? left == 0 : dice.percent(45) || left == 0;
        parts.add(
            mayBeAbsent && dice.percent(22)
                ? absent(last && end, depth, within)
                : step(depth, before == null, mayBeOptional, within));
        if (end) {
          return parts;
        }
      }
    } while (left > 0);
    return parts;
  }

  /** Whether the last part that takes events is greedy. */
  private static boolean isGreedy(List<Part> parts) {
    int last = parts.size() - 1;
    while (last >= 0 && parts.get(last) instanceof Step step && step.absent()) {
      last--;
    }
    return last >= 0 && parts.get(last).repeat().greedy();
  }

  private Group group(int depth, boolean first, boolean mayBeOptional, Optional<Duration> within) {
    int before = left;
    List<Part> parts = sequence(depth + 1, before == 0, within);
    if (mayBeEmpty(parts)) {
      parts.set(0, parts.get(0).withRepeat(parts.get(0).repeat().withOptional(false)));
    }
    Repeat repeat = dice.percent(60) ? loop(false) : Repeat.ONCE;
    return new Group(
        parts,
        first ? Contiguity.FOLLOWED_BY : contiguity(),
        repeat.withOptional(mayBeOptional && dice.percent(20)));
  }

  private Step step(int depth, boolean first, boolean mayBeOptional, Optional<Duration> within) {
    Step step =
        Step.of("s" + named++)
            .withTypes(types())
            .withContiguity(first ? Contiguity.FOLLOWED_BY : contiguity())
            .withRepeat(
                (dice.percent(35) ? loop(true) : Repeat.ONCE)
                    .withOptional(mayBeOptional && dice.percent(18)));
    boolean begins = first && depth == 0;
    if (!begins || step.repeat().isLoop()) {
      step =
          step.withWithin(
              dice.percent(step.repeat().isLoop() ? 3 : 9) ? stepWithin(within) : Optional.empty());
    }
    // In a group that repeats, a loop's first event could not be told from its others.
    boolean tells = depth == 0 || !step.repeat().isLoop();
    if (!begins && named > 1 && tells && step.within().isEmpty() && dice.percent(10)) {
      step = step.withAfter(Optional.of(Duration.ofSeconds(1)));
    }
    return step;
  }

  private Step absent(boolean last, int depth, Optional<Duration> within) {
    Step step = Step.of("s" + named++).withTypes(types()).withAbsent(true);
    if (dice.percent(50)) {
      step = step.withContiguity(Contiguity.NEXT);
    }
    boolean follows = step.contiguity() == Contiguity.FOLLOWED_BY;
    if (last && follows && within.isEmpty()) {
      return depth == 0
          ? step.withWithin(stepWithin(within))
          : step.withContiguity(Contiguity.NEXT);
    }
    return (last || !follows) && dice.percent(25) ? step.withWithin(stepWithin(within)) : step;
  }

  /** Not longer than the pattern's own. */
  private Optional<Duration> stepWithin(Optional<Duration> within) {
    int most = within.map(duration -> (int) duration.toSeconds()).orElse(8);
    return Optional.of(Duration.ofSeconds(dice.between(1, Math.min(most, 8))));
  }

  private Repeat loop(boolean ofStep) {
    int min = dice.oneOf(1, 1, 2, 2, 3);
    Repeat repeat =
        switch (dice.between(0, 3)) {
          case 0 -> Repeat.times(Math.max(2, min), Math.max(2, min));
          case 1 -> Repeat.times(min, min + dice.between(1, 2));
          default -> Repeat.times(min, Repeat.UNBOUNDED);
        };
    repeat =
        repeat.withLoop(
            dice.oneOf(Loop.RELAXED, Loop.RELAXED, Loop.CONSECUTIVE, Loop.COMBINATIONS));
    boolean mayBeGreedy = ofStep && repeat.loop() != Loop.COMBINATIONS;
    return repeat.withGreedy(mayBeGreedy && dice.percent(25));
  }

  private Contiguity contiguity() {
    return dice.oneOf(Contiguity.values());
  }

  private List<String> types() {
    return switch (dice.between(0, 9)) {
      case 0 -> List.of();
      case 1 -> List.of("a", dice.oneOf("b", "c", "d"));
      case 2 -> List.of("b", dice.oneOf("c", "d"));
      default -> List.of(dice.oneOf("a", "b", "c", "d"));
    };
  }

  private Skip skip(List<Part> parts) {
    Strategy strategy = dice.oneOf(Strategy.values());
    if (strategy != Strategy.TO_FIRST && strategy != Strategy.TO_LAST) {
      return new Skip(strategy, Optional.empty());
    }
    List<String> steps = List.copyOf(new Shapes(parts).present());
    return new Skip(strategy, Optional.of(dice.oneOf(steps)));
  }
}
