package dev.nudge.conformance.pattern;

import dev.nudge.conformance.pattern.Skip.Strategy;
import dev.nudge.engine.event.Event;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What a case can have, so that it can be counted what the cases had. */
public enum Feature {
  NEXT(step(step -> !step.absent() && step.contiguity() == Contiguity.NEXT)),
  FOLLOWED_BY(step(step -> !step.absent() && step.contiguity() == Contiguity.FOLLOWED_BY)),
  FOLLOWED_BY_ANY(step(step -> !step.absent() && step.contiguity() == Contiguity.FOLLOWED_BY_ANY)),
  TIMES_EXACT(step(step -> isExact(step.repeat()))),
  TIMES_RANGE(step(step -> isRange(step.repeat()))),
  TIMES_UNBOUNDED(step(step -> step.repeat().isUnbounded())),
  LOOP_CONSECUTIVE(step(step -> step.repeat().loop() == Loop.CONSECUTIVE)),
  LOOP_COMBINATIONS(step(step -> step.repeat().loop() == Loop.COMBINATIONS)),
  OPTIONAL(step(step -> step.repeat().optional())),
  GREEDY(step(step -> step.repeat().greedy())),
  UNTIL(step(step -> step.repeat().until().isPresent())),
  ABSENT_NEXT(middle(Contiguity.NEXT)),
  ABSENT_NEXT_LAST(last(Contiguity.NEXT)),
  ABSENT_FOLLOWED_BY(middle(Contiguity.FOLLOWED_BY)),
  ABSENT_FOLLOWED_BY_LAST(last(Contiguity.FOLLOWED_BY)),
  GROUP(group(group -> true)),
  GROUP_IN_GROUP(group(group -> group.parts().stream().anyMatch(Group.class::isInstance))),
  GROUP_NEXT(group(group -> group.contiguity() == Contiguity.NEXT)),
  GROUP_FOLLOWED_BY_ANY(group(group -> group.contiguity() == Contiguity.FOLLOWED_BY_ANY)),
  GROUP_TIMES_EXACT(group(group -> isExact(group.repeat()))),
  GROUP_TIMES_RANGE(group(group -> isRange(group.repeat()))),
  GROUP_TIMES_UNBOUNDED(group(group -> group.repeat().isUnbounded())),
  GROUP_LOOP_CONSECUTIVE(group(group -> group.repeat().loop() == Loop.CONSECUTIVE)),
  GROUP_LOOP_COMBINATIONS(group(group -> group.repeat().loop() == Loop.COMBINATIONS)),
  GROUP_OPTIONAL(group(group -> group.repeat().optional())),
  GROUP_UNTIL(group(group -> group.repeat().until().isPresent())),
  AFTER(step(step -> step.after().isPresent())),
  WITHIN((pattern, events) -> pattern.within().isPresent()),
  WITHIN_OF_STEP(step(step -> step.within().isPresent())),
  NO_SKIP(skip(Strategy.NO_SKIP)),
  TO_NEXT(skip(Strategy.TO_NEXT)),
  PAST_LAST_EVENT(skip(Strategy.PAST_LAST_EVENT)),
  TO_FIRST(skip(Strategy.TO_FIRST)),
  TO_LAST(skip(Strategy.TO_LAST)),
  WHERE_VALUE(step(step -> step.where().orElse(null) instanceof Test.ValueIs)),
  WHERE_EARLIER_STEP(step(step -> step.where().orElse(null) instanceof Test.AtLeast)),
  WHERE_SIZE(step(step -> step.where().orElse(null) instanceof Test.Fewer)),
  CORRELATE_BY((pattern, events) -> pattern.correlated()),
  AMONG((pattern, events) -> pattern.among()),
  DISTINCT((pattern, events) -> pattern.distinct()),
  SEVERAL_USERS((pattern, events) -> events.stream().map(Event::user).distinct().count() > 1),
  EQUAL_TIMES(
      (pattern, events) -> events.stream().map(Event::time).distinct().count() < events.size());

  @SuppressWarnings("ImmutableEnumChecker") // it looks at its arguments only
  private final BiPredicate<Pattern, List<Event>> has;

  Feature(BiPredicate<Pattern, List<Event>> has) {
    this.has = has;
  }

  /** All that a case has. */
  public static Set<Feature> of(PatternCase wanted) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (Feature feature : values()) {
      if (feature.has.test(wanted.pattern(), wanted.events())) {
        features.add(feature);
      }
    }
    return features;
  }

  /** {@code absent next last}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static BiPredicate<Pattern, List<Event>> step(Predicate<Step> has) {
    return (pattern, events) -> pattern.steps().stream().anyMatch(has);
  }

  private static BiPredicate<Pattern, List<Event>> group(Predicate<Group> has) {
    return (pattern, events) -> groups(pattern.parts()).stream().anyMatch(has);
  }

  private static List<Group> groups(List<Part> parts) {
    List<Group> groups = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Group group) {
        groups.add(group);
        groups.addAll(groups(group.parts()));
      }
    }
    return groups;
  }

  private static BiPredicate<Pattern, List<Event>> middle(Contiguity contiguity) {
    return (pattern, events) -> {
      List<Step> steps = pattern.steps();
      return steps.subList(0, steps.size() - 1).stream()
          .anyMatch(step -> step.absent() && step.contiguity() == contiguity);
    };
  }

  private static BiPredicate<Pattern, List<Event>> last(Contiguity contiguity) {
    return (pattern, events) -> {
      List<Step> steps = pattern.steps();
      Step step = steps.get(steps.size() - 1);
      return step.absent() && step.contiguity() == contiguity;
    };
  }

  private static BiPredicate<Pattern, List<Event>> skip(Strategy strategy) {
    return (pattern, events) -> pattern.skip().strategy() == strategy;
  }

  private static boolean isExact(Repeat repeat) {
    return repeat.isLoop() && repeat.min() == repeat.max();
  }

  private static boolean isRange(Repeat repeat) {
    return !repeat.isUnbounded() && repeat.min() < repeat.max();
  }
}
