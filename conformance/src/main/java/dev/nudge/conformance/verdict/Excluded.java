package dev.nudge.conformance.verdict;

import dev.nudge.conformance.flink.FlinkResult;
import dev.nudge.conformance.flink.FlinkResult.Trouble;
import dev.nudge.conformance.pattern.Contiguity;
import dev.nudge.conformance.pattern.Group;
import dev.nudge.conformance.pattern.Loop;
import dev.nudge.conformance.pattern.Part;
import dev.nudge.conformance.pattern.Pattern;
import dev.nudge.conformance.pattern.Place;
import dev.nudge.conformance.pattern.Repeat;
import dev.nudge.conformance.pattern.Step;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The classes of cases in which Flink CEP is wrong by its own words, or refuses. Each has its
 * smallest example in docs/flink-cep.md. Nothing else may differ.
 */
public enum Excluded {
  /** Both refuse the pattern. */
  REFUSED(found -> isTrouble(found, Trouble.Kind.REFUSED)),
  /** Neither engine is wrong: there are more runs than Nudge keeps. */
  TOO_MANY_RUNS(found -> isTrouble(found, Trouble.Kind.TOO_MANY_RUNS)),
  /** Flink puts the limit of a step with times on the wrong states. */
  LIMIT_OF_TIMES(step((step, place) -> step.within().isPresent() && step.repeat().isLoop())),
  /** Flink looks at a step's limit only where a run waits for that step and nothing else. */
  LIMIT_BESIDE_A_CHOICE(
      step(
          (step, place) ->
              step.within().isPresent() && !step.repeat().isLoop() && !waitsHereOnly(place))),
  /** In Flink a run that may go on in a loop times out instead of matching by its deadline. */
  LOOP_BEFORE_LAST_ABSENT(
      place(
          place ->
              place.mustNotFollow()
                  && place.isLast()
                  && place.beforeWhatMustNotFollow().map(b -> !b.leavesNoChoice()).orElse(false))),
  /** In Flink what must not follow before a step with times stops it between them, at times. */
  ABSENT_BEFORE_RANGE(
      step(
          (step, place) ->
              isBoundedChoice(step)
                  && place.before().map(Excluded::isAbsentThroughOptional).orElse(false))),
  /** In Flink the way around a greedy step does not know of it where something must not follow. */
  ABSENT_BEFORE_OPTIONAL_GREEDY(
      step(
          (step, place) ->
              step.repeat().greedy()
                  && step.repeat().optional()
                  && place.before().map(Excluded::isAbsentThroughOptional).orElse(false))),
  /** Flink forgets, once an event was let pass, what must not follow before an optional group. */
  ABSENT_BEFORE_OPTIONAL_GROUP(
      place(
          place ->
              place.part() instanceof Group
                  && beginsOptional(place.part())
                  && place.before().map(Excluded::isAbsentThroughOptional).orElse(false))),
  /**
   * In Flink what must not follow before two optional steps comes back when the first was taken.
   */
  ABSENT_BEFORE_TWO_OPTIONAL(
      place(
          place ->
              place.part().repeat().optional()
                  && place
                      .before()
                      .map(b -> b.part().repeat().optional() && isAbsentThroughOptional(b))
                      .orElse(false))),
  /** Flink forgets, once an event was let pass, what must not follow a step with times. */
  RANGE_BEFORE_ABSENT(
      step(
          (step, place) ->
              isBoundedChoice(step) && place.next().map(Place::mustNotFollow).orElse(false))),
  /** In Flink `until` ends what a greedy step forbids, but not if an event was let pass before. */
  GREEDY_UNTIL(step((step, place) -> step.repeat().greedy() && step.repeat().until().isPresent())),
  /** In Flink a greedy step at the end of an optional group also guards the way around it. */
  GREEDY_AT_END_OF_OPTIONAL_GROUP(
      step((step, place) -> step.repeat().greedy() && endsOptionalGroup(place))),
  /** Flink does not apply the end of a group's repetition in a group inside it. */
  UNTIL_AROUND_GROUP(
      place(
          place ->
              place.part() instanceof Group group
                  && group.repeat().until().isPresent()
                  && group.parts().stream().anyMatch(Group.class::isInstance))),
  /** In Flink a run that may go on in the last part of a group does not survive the group's end. */
  UNTIL_AROUND_CHOICE(
      place(
          place ->
              place.part() instanceof Group group
                  && group.repeat().until().isPresent()
                  && !place.last(group).leavesNoChoice())),
  /** Flink puts what must not follow a group with times on some states of its next time. */
  GROUP_WITH_TIMES_BEFORE_ABSENT(
      place(
          place ->
              place.part() instanceof Group group
                  && group.repeat().isLoop()
                  && place.behind().map(Place::mustNotFollow).orElse(false))),
  /** In Flink a group that may go on lets what follows it happen any number of times. */
  GROUP_THAT_MAY_GO_ON(
      place(
          place ->
              place.part() instanceof Group group
                  && group.repeat().min() < group.repeat().max()
                  && group.repeat().loop() != Loop.CONSECUTIVE
                  && !isFollowedByAnyOrNothing(place))),
  /** Flink forgets an absent step at the end of a group. */
  ABSENT_AT_END_OF_GROUP(
      place(
          place ->
              place.mustNotFollow()
                  && place.group().isPresent()
                  && place.rest().stream().allMatch(Excluded::mayBeLeftOut))),
  /** Flink forgets an absent step that stands before one that must not be next. */
  ABSENT_BEFORE_ABSENT(
      place(
          place ->
              place.mustNotFollow()
                  && place
                      .behind()
                      .map(b -> b.mustNotBeNext() || (b.mustNotFollow() && b.isLast()))
                      .orElse(false))),
  /**
   * Flink refuses an absent step behind an optional one, but does not look across a group's edge.
   */
  ABSENT_ACROSS_GROUP(
      place(
          place ->
              place.part().repeat().optional()
                  && place.isLast()
                  && place.next().map(Place::isAbsent).orElse(false))),
  /** Flink looks between the times of a step for the first thing that must not follow it only. */
  TIMES_BEFORE_TWO_ABSENT(
      step(
          (step, place) ->
              step.repeat().isLoop()
                  && place.next().map(Excluded::isBeforeAnotherAbsent).orElse(false))),
  /** Flink tests what must not be next against the event before. */
  ABSENT_NEXT_BEFORE_OPTIONAL_END(
      place(place -> place.mustNotBeNext() && behind(place) == Behind.MAY_BE_LEFT_OUT)),
  /** In Flink what must not be next after a step with times stops its next time, too. */
  TIMES_BEFORE_ABSENT_NEXT(
      place(
          place ->
              place.mustNotBeNext()
                  && place.beforeWhatMustNotFollow().map(b -> !b.leavesNoChoice()).orElse(false))),
  /** Flink asks of the event that a greedy step took whether the step would take it. */
  GREEDY_BEFORE_OPTIONAL(
      step(
          (step, place) ->
              step.repeat().greedy()
                  && step.repeat().min() < step.repeat().max()
                  && behind(place) == Behind.MAY_BE_LEFT_OUT)),
  /**
   * Flink refuses an optional part behind a greedy one, but does not look across a group's edge.
   */
  GREEDY_ACROSS_GROUP(
      step(
          (step, place) ->
              step.repeat().greedy()
                  && step.repeat().min() < step.repeat().max()
                  && isFollowedByOptional(place))),
  /** In Flink a group that begins with a group must begin with the very next event. */
  GROUP_AT_HEAD_OF_GROUP(
      place(
          place -> place.part() instanceof Group && place.isFirst() && place.group().isPresent())),
  /** In Flink the loop of a group's first step is that of the group. */
  LOOP_AT_HEAD_OF_GROUP(
      step(
          (step, place) ->
              place.isFirst()
                  && place.group().isPresent()
                  && step.repeat().isLoop()
                  && step.repeat().loop() != loop(place.group().get()))),
  /** Flink knows no steps of groups in a skip strategy: compared by the rule. */
  SKIP_INTO_GROUP(
      found ->
          found.own.trouble().isPresent()
              && found.own.trouble().get().words().contains("AfterMatchSkipStrategy")),
  /** Which of several matches of one start and one end comes first, nobody says: by the rule. */
  TIE(found -> found.tie),
  /** Flink holds a match back while a run that began earlier is open: compared by the rule. */
  HELD_BACK(found -> found.own.heldBack());

  private record Found(Pattern pattern, FlinkResult all, FlinkResult own, boolean tie) {}

  private interface OfStep {
    boolean test(Step step, Place place);
  }

  @SuppressWarnings("ImmutableEnumChecker") // it looks at its argument only
  private final Predicate<Found> predicate;

  Excluded(Predicate<Found> predicate) {
    this.predicate = predicate;
  }

  /**
   * The class of a case, where it is in one.
   *
   * @param tie whether the engines chose differently where either may
   */
  static Optional<Excluded> of(Pattern pattern, FlinkResult all, FlinkResult own, boolean tie) {
    Found found = new Found(pattern, all, own, tie);
    for (Excluded excluded : values()) {
      if (excluded.predicate.test(found)) {
        return Optional.of(excluded);
      }
    }
    return Optional.empty();
  }

  /** Whether the engines are compared all the same, by the documented rule of skipping. */
  public boolean isComparedByRule() {
    return this == SKIP_INTO_GROUP || this == TIE || this == HELD_BACK;
  }

  /** {@code held back}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static boolean isTrouble(Found found, Trouble.Kind kind) {
    return found.all.trouble().isPresent() && found.all.trouble().get().kind() == kind;
  }

  private static Predicate<Found> place(Predicate<Place> predicate) {
    return found -> Place.all(found.pattern).stream().anyMatch(predicate);
  }

  private static Predicate<Found> step(OfStep predicate) {
    return place(place -> place.part() instanceof Step step && predicate.test(step, place));
  }

  /** What stands between a place and the end of the pattern. */
  private enum Behind {
    NOTHING,
    MAY_BE_LEFT_OUT,
    MUST_HAPPEN
  }

  private static Behind behind(Place place) {
    boolean any = false;
    for (Place at = place; at.behind().isPresent(); at = at.behind().get()) {
      Place next = at.behind().get();
      boolean isWaitedFor = next.isAbsent() && next.isLast() && next.group().isEmpty();
      if (isWaitedFor || !(next.isAbsent() || next.part().repeat().optional())) {
        return Behind.MUST_HAPPEN;
      }
      any |= !next.isAbsent();
    }
    if (place.group().isEmpty()) {
      return any ? Behind.MAY_BE_LEFT_OUT : Behind.NOTHING;
    }
    Place group = place.group().get();
    Behind after = behind(group);
    boolean mayGoOn = group.part().repeat().min() < group.part().repeat().max();
    return after == Behind.NOTHING && (any || mayGoOn) ? Behind.MAY_BE_LEFT_OUT : after;
  }

  private static boolean isBeforeAnotherAbsent(Place place) {
    return place.mustNotFollow() && place.behind().map(Place::mustNotFollow).orElse(false);
  }

  /** Whether what comes next, but for what must not happen, may be left out. */
  private static boolean isFollowedByOptional(Place place) {
    Optional<Place> at = place.behind();
    while (at.isPresent() && at.get().isAbsent()) {
      at = at.get().behind();
    }
    if (at.isPresent()) {
      return beginsOptional(at.get().part());
    }
    if (place.group().isEmpty()) {
      return false;
    }
    Place group = place.group().get();
    Repeat repeat = group.part().repeat();
    boolean mayGoOn = repeat.min() < repeat.max();
    return (repeat.isLoop() && (mayGoOn || beginsOptional(place.list().get(0))))
        || isFollowedByOptional(group);
  }

  /** Whether it may happen more or less often, and lets events pass between. */
  private static boolean isBoundedChoice(Step step) {
    return step.repeat().min() < step.repeat().max()
        && !step.repeat().isUnbounded()
        && step.repeat().loop() != Loop.CONSECUTIVE;
  }

  private static boolean mayBeLeftOut(Part part) {
    return part.repeat().optional() || (part instanceof Step step && step.absent());
  }

  private static boolean beginsOptional(Part part) {
    return part.repeat().optional()
        || (part instanceof Group group && beginsOptional(group.parts().get(0)));
  }

  private static boolean isAbsentThroughOptional(Place place) {
    return place.mustNotFollow()
        || (place.part().repeat().optional()
            && place.before().map(Excluded::isAbsentThroughOptional).orElse(false));
  }

  private static boolean endsOptionalGroup(Place place) {
    return place.group().isPresent()
        && place.rest().stream().allMatch(part -> part instanceof Step step && step.absent())
        && (place.group().get().part().repeat().optional()
            || endsOptionalGroup(place.group().get()));
  }

  private static boolean isFollowedByAnyOrNothing(Place place) {
    if (place.behind().isPresent()) {
      Place behind = place.behind().get();
      return !behind.isAbsent()
          && behind.part().contiguity() == Contiguity.FOLLOWED_BY_ANY
          && !mayEndWaiting(behind.part())
          && (!behind.part().repeat().optional()
              || (!behind.part().repeat().greedy() && isFollowedByAnyOrNothing(behind)));
    }
    return place.group().isEmpty()
        || (!place.group().get().part().repeat().isLoop()
            && isFollowedByAnyOrNothing(place.group().get()));
  }

  /** Whether an event that is let pass may end the wait for a group, whatever its contiguity. */
  private static boolean mayEndWaiting(Part part) {
    return part instanceof Group group
        && (group.repeat().until().isPresent() || beginsOptional(group.parts().get(0)));
  }

  private static Loop loop(Place place) {
    return place.part().repeat().loop();
  }

  /** Whether a run that waits for this place waits for nothing else. */
  private static boolean waitsHereOnly(Place place) {
    if (place.part().repeat().optional()) {
      return false;
    }
    if (place.beforeWhatMustNotFollow().isPresent()) {
      return place.beforeWhatMustNotFollow().get().leavesNoChoice();
    }
    if (place.group().isEmpty()) {
      return true;
    }
    return place.group().get().leavesNoChoice() && waitsHereOnly(place.group().get());
  }
}
