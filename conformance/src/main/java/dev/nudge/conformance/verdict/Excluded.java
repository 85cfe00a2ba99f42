package dev.nudge.conformance.verdict;

import dev.nudge.conformance.flink.FlinkResult;
import dev.nudge.conformance.flink.FlinkResult.Trouble;
import dev.nudge.conformance.pattern.Contiguity;
import dev.nudge.conformance.pattern.Group;
import dev.nudge.conformance.pattern.Loop;
import dev.nudge.conformance.pattern.Part;
import dev.nudge.conformance.pattern.PartPosition;
import dev.nudge.conformance.pattern.Pattern;
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
  LIMIT_OF_TIMES(step((step, position) -> step.within().isPresent() && step.repeat().isLoop())),
  /** Flink looks at a step's limit only where a run waits for that step and nothing else. */
  LIMIT_BESIDE_A_CHOICE(
      step(
          (step, position) ->
              step.within().isPresent() && !step.repeat().isLoop() && !waitsHereOnly(position))),
  /** In Flink a run that may go on in a loop times out instead of matching by its deadline. */
  LOOP_BEFORE_LAST_ABSENT(
      position(
          position ->
              position.mustNotFollow()
                  && position.isLast()
                  && position
                      .beforeWhatMustNotFollow()
                      .map(b -> !b.leavesNoChoice())
                      .orElse(false))),
  /** In Flink what must not follow before a step with times stops it between them, at times. */
  ABSENT_BEFORE_RANGE(
      step(
          (step, position) ->
              isBoundedChoice(step)
                  && position.before().map(Excluded::isAbsentThroughOptional).orElse(false))),
  /** In Flink the way around a greedy step does not know of it where something must not follow. */
  ABSENT_BEFORE_OPTIONAL_GREEDY(
      step(
          (step, position) ->
              step.repeat().greedy()
                  && step.repeat().optional()
                  && position.before().map(Excluded::isAbsentThroughOptional).orElse(false))),
  /** Flink forgets, once an event was let pass, what must not follow before an optional group. */
  ABSENT_BEFORE_OPTIONAL_GROUP(
      position(
          position ->
              position.part() instanceof Group
                  && beginsOptional(position.part())
                  && position.before().map(Excluded::isAbsentThroughOptional).orElse(false))),
  /**
   * In Flink what must not follow before two optional steps comes back when the first was taken.
   */
  ABSENT_BEFORE_TWO_OPTIONAL(
      position(
          position ->
              position.part().repeat().optional()
                  && position
                      .before()
                      .map(b -> b.part().repeat().optional() && isAbsentThroughOptional(b))
                      .orElse(false))),
  /** Flink forgets, once an event was let pass, what must not follow a step with times. */
  RANGE_BEFORE_ABSENT(
      step(
          (step, position) ->
              isBoundedChoice(step)
                  && position.next().map(PartPosition::mustNotFollow).orElse(false))),
  /** In Flink `until` ends what a greedy step forbids, but not if an event was let pass before. */
  GREEDY_UNTIL(
      step((step, position) -> step.repeat().greedy() && step.repeat().until().isPresent())),
  /** In Flink a greedy step at the end of an optional group also guards the way around it. */
  GREEDY_AT_END_OF_OPTIONAL_GROUP(
      step((step, position) -> step.repeat().greedy() && endsOptionalGroup(position))),
  /** Flink does not apply the end of a group's repetition in a group inside it. */
  UNTIL_AROUND_GROUP(
      position(
          position ->
              position.part() instanceof Group group
                  && group.repeat().until().isPresent()
                  && group.parts().stream().anyMatch(Group.class::isInstance))),
  /** In Flink a run that may go on in the last part of a group does not survive the group's end. */
  UNTIL_AROUND_CHOICE(
      position(
          position ->
              position.part() instanceof Group group
                  && group.repeat().until().isPresent()
                  && !position.last(group).leavesNoChoice())),
  /** Flink puts what must not follow a group with times on some states of its next time. */
  GROUP_WITH_TIMES_BEFORE_ABSENT(
      position(
          position ->
              position.part() instanceof Group group
                  && group.repeat().isLoop()
                  && position.behind().map(PartPosition::mustNotFollow).orElse(false))),
  /** In Flink a group that may go on lets what follows it happen any number of times. */
  GROUP_THAT_MAY_GO_ON(
      position(
          position ->
              position.part() instanceof Group group
                  && group.repeat().min() < group.repeat().max()
                  && group.repeat().loop() != Loop.CONSECUTIVE
                  && !isFollowedByAnyOrNothing(position))),
  /** Flink forgets an absent step at the end of a group. */
  ABSENT_AT_END_OF_GROUP(
      position(
          position ->
              position.mustNotFollow()
                  && position.group().isPresent()
                  && position.rest().stream().allMatch(Excluded::mayBeLeftOut))),
  /** Flink forgets an absent step that stands before one that must not be next. */
  ABSENT_BEFORE_ABSENT(
      position(
          position ->
              position.mustNotFollow()
                  && position
                      .behind()
                      .map(b -> b.mustNotBeNext() || (b.mustNotFollow() && b.isLast()))
                      .orElse(false))),
  /**
   * Flink refuses an absent step behind an optional one, but does not look across a group's edge.
   */
  ABSENT_ACROSS_GROUP(
      position(
          position ->
              position.part().repeat().optional()
                  && position.isLast()
                  && position.next().map(PartPosition::isAbsent).orElse(false))),
  /** Flink looks between the times of a step for the first thing that must not follow it only. */
  TIMES_BEFORE_TWO_ABSENT(
      step(
          (step, position) ->
              step.repeat().isLoop()
                  && position.next().map(Excluded::isBeforeAnotherAbsent).orElse(false))),
  /** Flink tests what must not be next against the event before. */
  ABSENT_NEXT_BEFORE_OPTIONAL_END(
      position(position -> position.mustNotBeNext() && behind(position) == Behind.MAY_BE_LEFT_OUT)),
  /** In Flink what must not be next after a step with times stops its next time, too. */
  TIMES_BEFORE_ABSENT_NEXT(
      position(
          position ->
              position.mustNotBeNext()
                  && position
                      .beforeWhatMustNotFollow()
                      .map(b -> !b.leavesNoChoice())
                      .orElse(false))),
  /** Flink asks of the event that a greedy step took whether the step would take it. */
  GREEDY_BEFORE_OPTIONAL(
      step(
          (step, position) ->
              step.repeat().greedy()
                  && step.repeat().min() < step.repeat().max()
                  && behind(position) == Behind.MAY_BE_LEFT_OUT)),
  /**
   * Flink refuses an optional part behind a greedy one, but does not look across a group's edge.
   */
  GREEDY_ACROSS_GROUP(
      step(
          (step, position) ->
              step.repeat().greedy()
                  && step.repeat().min() < step.repeat().max()
                  && isFollowedByOptional(position))),
  /** In Flink a group that begins with a group must begin with the very next event. */
  GROUP_AT_HEAD_OF_GROUP(
      position(
          position ->
              position.part() instanceof Group
                  && position.isFirst()
                  && position.group().isPresent())),
  /** In Flink the loop of a group's first step is that of the group. */
  LOOP_AT_HEAD_OF_GROUP(
      step(
          (step, position) ->
              position.isFirst()
                  && position.group().isPresent()
                  && step.repeat().isLoop()
                  && step.repeat().loop() != loop(position.group().get()))),
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
    boolean test(Step step, PartPosition position);
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

  private static Predicate<Found> position(Predicate<PartPosition> predicate) {
    return found -> PartPosition.all(found.pattern).stream().anyMatch(predicate);
  }

  private static Predicate<Found> step(OfStep predicate) {
    return position(
        position -> position.part() instanceof Step step && predicate.test(step, position));
  }

  /** What stands between a part and the end of the pattern. */
  private enum Behind {
    NOTHING,
    MAY_BE_LEFT_OUT,
    MUST_HAPPEN
  }

  private static Behind behind(PartPosition position) {
    boolean any = false;
    for (PartPosition at = position; at.behind().isPresent(); at = at.behind().get()) {
      PartPosition next = at.behind().get();
      boolean isWaitedFor = next.isAbsent() && next.isLast() && next.group().isEmpty();
      if (isWaitedFor || !(next.isAbsent() || next.part().repeat().optional())) {
        return Behind.MUST_HAPPEN;
      }
      any |= !next.isAbsent();
    }
    if (position.group().isEmpty()) {
      return any ? Behind.MAY_BE_LEFT_OUT : Behind.NOTHING;
    }
    PartPosition group = position.group().get();
    Behind after = behind(group);
    boolean mayGoOn = group.part().repeat().min() < group.part().repeat().max();
    return after == Behind.NOTHING && (any || mayGoOn) ? Behind.MAY_BE_LEFT_OUT : after;
  }

  private static boolean isBeforeAnotherAbsent(PartPosition position) {
    return position.mustNotFollow()
        && position.behind().map(PartPosition::mustNotFollow).orElse(false);
  }

  /** Whether what comes next, but for what must not happen, may be left out. */
  private static boolean isFollowedByOptional(PartPosition position) {
    Optional<PartPosition> at = position.behind();
    while (at.isPresent() && at.get().isAbsent()) {
      at = at.get().behind();
    }
    if (at.isPresent()) {
      return beginsOptional(at.get().part());
    }
    if (position.group().isEmpty()) {
      return false;
    }
    PartPosition group = position.group().get();
    Repeat repeat = group.part().repeat();
    boolean mayGoOn = repeat.min() < repeat.max();
    return (repeat.isLoop() && (mayGoOn || beginsOptional(position.list().get(0))))
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

  private static boolean isAbsentThroughOptional(PartPosition position) {
    return position.mustNotFollow()
        || (position.part().repeat().optional()
            && position.before().map(Excluded::isAbsentThroughOptional).orElse(false));
  }

  private static boolean endsOptionalGroup(PartPosition position) {
    return position.group().isPresent()
        && position.rest().stream().allMatch(part -> part instanceof Step step && step.absent())
        && (position.group().get().part().repeat().optional()
            || endsOptionalGroup(position.group().get()));
  }

  private static boolean isFollowedByAnyOrNothing(PartPosition position) {
    if (position.behind().isPresent()) {
      PartPosition behind = position.behind().get();
      return !behind.isAbsent()
          && behind.part().contiguity() == Contiguity.FOLLOWED_BY_ANY
          && !mayEndWaiting(behind.part())
          && (!behind.part().repeat().optional()
              || (!behind.part().repeat().greedy() && isFollowedByAnyOrNothing(behind)));
    }
    return position.group().isEmpty()
        || (!position.group().get().part().repeat().isLoop()
            && isFollowedByAnyOrNothing(position.group().get()));
  }

  /** Whether an event that is let pass may end the wait for a group, whatever its contiguity. */
  private static boolean mayEndWaiting(Part part) {
    return part instanceof Group group
        && (group.repeat().until().isPresent() || beginsOptional(group.parts().get(0)));
  }

  private static Loop loop(PartPosition position) {
    return position.part().repeat().loop();
  }

  /** Whether a run that waits for this part waits for nothing else. */
  private static boolean waitsHereOnly(PartPosition position) {
    if (position.part().repeat().optional()) {
      return false;
    }
    if (position.beforeWhatMustNotFollow().isPresent()) {
      return position.beforeWhatMustNotFollow().get().leavesNoChoice();
    }
    if (position.group().isEmpty()) {
      return true;
    }
    return position.group().get().leavesNoChoice() && waitsHereOnly(position.group().get());
  }
}
