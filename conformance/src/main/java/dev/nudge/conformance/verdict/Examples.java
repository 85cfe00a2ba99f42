package dev.nudge.conformance.verdict;

import static dev.nudge.conformance.pattern.Contiguity.FOLLOWED_BY_ANY;
import static dev.nudge.conformance.pattern.Contiguity.NEXT;

import dev.nudge.conformance.pattern.Group;
import dev.nudge.conformance.pattern.Loop;
import dev.nudge.conformance.pattern.Pattern;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.pattern.Repeat;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.conformance.pattern.Step;
import dev.nudge.conformance.pattern.Test;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For each class that is excluded, its smallest examples. */
public final class Examples {
  private static final long START = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
  private static final Repeat ONCE_OR_TWICE = Repeat.times(1, 2);
  private static final Repeat TWICE = Repeat.times(2, 2);

  private Examples() {}

  /** All of them, in the order of the classes. */
  public static List<Example> all() {
    List<Example> examples = new ArrayList<>();
    examples.addAll(limits());
    examples.addAll(absences());
    examples.addAll(groups());
    examples.addAll(skips());
    return examples;
  }

  private static List<Example> limits() {
    return List.of(
        new Example(
            Excluded.LIMIT_OF_TIMES,
            "NFACompiler tells the states of a repetition apart by their names and gives the limit"
                + " to all but the first one it makes, which is the one for the last event.",
            "holds each event of the step to the limit.",
            of(
                Pattern.of(Step.of("s0", "a").withRepeat(TWICE).withWithin(seconds(1))),
                event("a", 0),
                event("a", 1000)),
            List.of("s0=e0,e1 at e1"),
            List.of()),
        new Example(
            Excluded.LIMIT_BESIDE_A_CHOICE,
            "A limit belongs to the state that waits for the step. A run that waits in another"
                + " state, because the step before it may still go on or an optional one may come,"
                + " goes past it; and one that waits there is given up even where the step may be"
                + " left out.",
            "counts the limit from the event before, wherever the run waits.",
            of(
                Pattern.of(
                    Step.of("s0", "a").withRepeat(ONCE_OR_TWICE),
                    Step.of("s1", "b").withWithin(seconds(1))),
                event("a", 0),
                event("b", 1000)),
            List.of("s0=e0 s1=e1 at e1"),
            List.of()));
  }

  private static List<Example> absences() {
    return List.of(
        new Example(
            Excluded.LOOP_BEFORE_LAST_ABSENT,
            "The run waits for the next time of the step, not for the deadline, and times out.",
            "fires at the deadline.",
            of(
                Pattern.of(Step.of("s0", "a").withRepeat(ONCE_OR_TWICE), absent("s1", "b"))
                    .withWithin(seconds(8)),
                event("a", 0)),
            List.of(),
            List.of("s0=e0 at the deadline")),
        new Example(
            Excluded.ABSENT_BEFORE_RANGE,
            "What must not happen before a step gives the run up between two times of the step, too,"
                + " though only if an event was let pass there.",
            "looks for it until the step has begun.",
            of(
                Pattern.of(
                    Step.of("s0", "a"),
                    absent("s1", "b"),
                    Step.of("s2", "c").withRepeat(ONCE_OR_TWICE)),
                event("a", 0),
                event("c", 0),
                event("d", 0),
                event("b", 0),
                event("c", 0)),
            List.of("s0=e0 s2=e1 at e1"),
            List.of("s0=e0 s2=e1 at e1", "s0=e0 s2=e1,e4 at e4")),
        new Example(
            Excluded.ABSENT_BEFORE_OPTIONAL_GREEDY,
            "An event that a greedy step would take may not go to what follows; but it may where the"
                + " step is left out and something must not happen before it.",
            "never lets what follows have it.",
            of(
                Pattern.of(
                    Step.of("s0", "a"),
                    absent("s1", "b"),
                    Step.of("s2", "c")
                        .withRepeat(
                            Repeat.times(1, Repeat.UNBOUNDED).withOptional(true).withGreedy(true)),
                    Step.of("s3", "c")),
                event("a", 0),
                event("c", 0)),
            List.of("s0=e0 s3=e1 at e1"),
            List.of()),
        new Example(
            Excluded.ABSENT_BEFORE_OPTIONAL_GROUP,
            "What must not happen before an optional group, or one that begins with an optional"
                + " step, is forgotten as soon as an event was let pass.",
            "looks for it until the group has begun.",
            of(
                Pattern.of(
                    Step.of("s0", "a"),
                    absent("s1", "b"),
                    Group.of(Step.of("s2", "c")).withRepeat(Repeat.ONCE.withOptional(true)),
                    Step.of("s3", "a")),
                event("a", 0),
                event("d", 0),
                event("b", 0),
                event("c", 0),
                event("a", 0)),
            List.of("s0=e0 s2=e3 s3=e4 at e4"),
            List.of()),
        new Example(
            Excluded.ABSENT_BEFORE_TWO_OPTIONAL,
            "What must not happen before an optional step is over when the step was taken, but comes"
                + " back when the run waits for another optional step and lets an event pass. If that"
                + " is greedy and has an `until`, NFACompiler fails with a NullPointerException.",
            "looks for it until the first of them was taken.",
            of(
                Pattern.of(
                    Step.of("s0", "a"),
                    absent("s1", "b"),
                    Step.of("s2", "c").withRepeat(Repeat.ONCE.withOptional(true)),
                    Step.of("s3", "d").withRepeat(Repeat.ONCE.withOptional(true))),
                event("a", 0),
                event("c", 0),
                event("c", 0),
                event("b", 0),
                event("d", 0)),
            List.of("s0=e0 at e0", "s0=e0 s2=e1 at e1"),
            List.of("s0=e0 at e0", "s0=e0 s2=e1 at e1", "s0=e0 s2=e1 s3=e4 at e4")),
        new Example(
            Excluded.RANGE_BEFORE_ABSENT,
            "What must not follow is forgotten as soon as an event was let pass, also where the step"
                + " ends a group.",
            "gives the run up when it happens: only the second `a` is left.",
            of(
                Pattern.of(
                    Step.of("s0", "a").withRepeat(ONCE_OR_TWICE),
                    absent("s1", "b"),
                    Step.of("s2", "c")),
                event("a", 0),
                event("d", 0),
                event("b", 0),
                event("a", 0),
                event("c", 0)),
            List.of("s0=e0,e3 s2=e4 at e4", "s0=e3 s2=e4 at e4"),
            List.of("s0=e3 s2=e4 at e4")),
        new Example(
            Excluded.TIMES_BEFORE_ABSENT_NEXT,
            "The event that must not be next gives up the run with all its ways on, also the one"
                + " that takes the event as the next time of the step.",
            "gives up the one way and goes the other.",
            of(
                Pattern.of(
                    Step.of("s0", "a").withRepeat(ONCE_OR_TWICE),
                    absent("s1", "a").withContiguity(NEXT)),
                event("a", 0),
                event("a", 0),
                event("b", 0)),
            List.of("s0=e1 at e2"),
            List.of("s0=e0,e1 at e2", "s0=e1 at e2")),
        new Example(
            Excluded.ABSENT_AT_END_OF_GROUP,
            "What must not follow the last step of a group is forgotten, also where an optional step"
                + " stands between.",
            "gives the run up when it happens.",
            of(
                Pattern.of(Group.of(Step.of("s0", "a"), absent("s1", "b")), Step.of("s2", "c")),
                event("a", 0),
                event("b", 0),
                event("c", 0)),
            List.of("s0=e0 s2=e2 at e2"),
            List.of()),
        new Example(
            Excluded.ABSENT_BEFORE_ABSENT,
            "Of two steps that must not happen, the first is forgotten if the second is one that"
                + " must not be next, or the last.",
            "gives the run up when either happens.",
            of(
                Pattern.of(
                    Step.of("s0", "a"), absent("s1", "b"), absent("s2", "c").withContiguity(NEXT)),
                event("a", 0),
                event("b", 0)),
            List.of("s0=e0 at e1"),
            List.of()),
        new Example(
            Excluded.ABSENT_ACROSS_GROUP,
            "A step that must not happen is refused behind an optional one, but not if that ends a"
                + " group; then it gives up the run that waits for the optional step, unless an event"
                + " was let pass.",
            "lets the run wait for the optional step, and looks from there on.",
            of(
                Pattern.of(
                    Group.of(
                        Step.of("s0", "a"),
                        Step.of("s1", "b").withRepeat(Repeat.ONCE.withOptional(true))),
                    absent("s2", "c"),
                    Step.of("s3", "d")),
                event("a", 0),
                event("c", 0),
                event("b", 0),
                event("d", 0)),
            List.of(),
            List.of("s0=e0 s1=e2 s3=e3 at e3")),
        new Example(
            Excluded.TIMES_BEFORE_TWO_ABSENT,
            "Between two times of a step only the first of the things that must not follow it is"
                + " looked for.",
            "looks for each.",
            of(
                Pattern.of(
                    Step.of("s0", "a").withRepeat(TWICE),
                    absent("s1", "b"),
                    absent("s2", "c"),
                    Step.of("s3", "d")),
                event("a", 0),
                event("c", 0),
                event("a", 0),
                event("d", 0)),
            List.of("s0=e0,e2 s3=e3 at e3"),
            List.of()),
        new Example(
            Excluded.ABSENT_NEXT_BEFORE_OPTIONAL_END,
            "If all that is left may be left out, the event that was just taken is asked whether it"
                + " is the one that must not be next.",
            "asks the next event.",
            of(
                Pattern.of(
                    Step.of("s0", "a"),
                    absent("s1", "b").withContiguity(NEXT),
                    Step.of("s2", "c").withRepeat(Repeat.ONCE.withOptional(true))),
                event("a", 0),
                event("b", 0)),
            List.of("s0=e0 at e0"),
            List.of()));
  }

  private static List<Example> groups() {
    return List.of(
        new Example(
            Excluded.GREEDY_BEFORE_OPTIONAL,
            "If all that is left may be left out, the event that was just taken is asked whether"
                + " the greedy step would take it; so the end is not seen.",
            "is complete when there have been enough.",
            of(
                Pattern.of(
                    Group.of(Step.of("s0", "a").withRepeat(ONCE_OR_TWICE.withGreedy(true)))
                        .withRepeat(ONCE_OR_TWICE)),
                event("a", 0)),
            List.of(),
            List.of("s0=e0 at e0")),
        new Example(
            Excluded.GREEDY_ACROSS_GROUP,
            "An optional step behind a greedy one is refused, but not if one of them is in a group,"
                + " or if it is the next time of a group that may go on;"
                + " then what the greedy step would take is kept from the optional one's way only"
                + " until an event was let pass.",
            "always keeps it.",
            of(
                Pattern.of(
                    Group.of(Step.of("s0", "a").withRepeat(ONCE_OR_TWICE.withGreedy(true))),
                    Step.of("s1", "b").withRepeat(Repeat.ONCE.withOptional(true)),
                    Step.of("s2", "c").withContiguity(NEXT)),
                event("a", 0),
                event("d", 0),
                event("a", 0),
                event("b", 0),
                event("c", 0)),
            List.of(
                "s0=e0,e2 s1=e3 s2=e4 at e4", "s0=e0 s1=e3 s2=e4 at e4", "s0=e2 s1=e3 s2=e4 at e4"),
            List.of("s0=e0,e2 s1=e3 s2=e4 at e4", "s0=e2 s1=e3 s2=e4 at e4")),
        new Example(
            Excluded.GREEDY_UNTIL,
            "An event that a greedy step would take may not go to what follows; once `until` has"
                + " ended the step it may, but not if an event was let pass before that.",
            "always lets what follows have it then.",
            of(
                Pattern.of(
                    Step.of("s0", "a")
                        .withRepeat(
                            Repeat.times(1, Repeat.UNBOUNDED)
                                .withGreedy(true)
                                .withUntil(Optional.of(new Test.TypeIs("c")))),
                    Step.of("s1", "a")),
                event("a", 0),
                event("d", 0),
                event("c", 0),
                event("a", 0)),
            List.of(),
            List.of("s0=e0 s1=e3 at e3")),
        new Example(
            Excluded.GREEDY_AT_END_OF_OPTIONAL_GROUP,
            "An event that the greedy step would take may not go to what follows, also where the"
                + " group is left out.",
            "leaves the group out.",
            of(
                Pattern.of(
                    Group.of(Step.of("s0", "a").withRepeat(ONCE_OR_TWICE.withGreedy(true)))
                        .withRepeat(Repeat.ONCE.withOptional(true)),
                    Step.of("s1", "a")),
                event("a", 0)),
            List.of(),
            List.of("s1=e0 at e0")),
        new Example(
            Excluded.UNTIL_AROUND_GROUP,
            "`until` of a group is not applied in the groups inside it.",
            "applies it to all that is in the group.",
            of(
                Pattern.of(
                    Group.of(Step.of("s0", "a"), Group.of(Step.of("s1", "b")))
                        .withRepeat(
                            Repeat.times(1, Repeat.UNBOUNDED)
                                .withUntil(Optional.of(new Test.TypeIs("c"))))),
                event("a", 0),
                event("c", 0),
                event("b", 0)),
            List.of("s0=e0 s1=e2 at e2"),
            List.of()),
        new Example(
            Excluded.UNTIL_AROUND_CHOICE,
            "`until` of a group closes the way out of a step in it that may still go on, so the run"
                + " is lost, though the group had happened.",
            "ends the group and waits for what follows.",
            of(
                Pattern.of(
                    Group.of(Step.of("s0", "a").withRepeat(ONCE_OR_TWICE))
                        .withRepeat(
                            Repeat.times(1, Repeat.UNBOUNDED)
                                .withUntil(Optional.of(new Test.TypeIs("c")))),
                    Step.of("s1", "b").withContiguity(FOLLOWED_BY_ANY)),
                event("a", 0),
                event("c", 0),
                event("b", 0)),
            List.of(),
            List.of("s0=e0 s1=e2 at e2")),
        new Example(
            Excluded.GROUP_WITH_TIMES_BEFORE_ABSENT,
            "What must not follow a group must not happen as the first event of its next time"
                + " either, though that is the group itself; but the other steps of the group, and"
                + " groups without an upper bound, know nothing of it.",
            "begins to look for it when the group has happened often enough.",
            of(
                Pattern.of(Group.of(Step.of("s0", "a")).withRepeat(TWICE), absent("s1", "a"))
                    .withWithin(seconds(6)),
                event("a", 0),
                event("a", 0)),
            List.of(),
            List.of("s0=e0,e1 at the deadline")),
        new Example(
            Excluded.GROUP_THAT_MAY_GO_ON,
            "A run that waits for the group to happen again keeps its way to what follows when an"
                + " event passes, so what follows may be taken late and again, whatever an"
                + " event on the way forbids: by a greedy step that is left out, or by the `until` of"
                + " a group.",
            "takes the next one, as behind a step.",
            of(
                Pattern.of(
                    Group.of(Step.of("s0", "a")).withRepeat(ONCE_OR_TWICE), Step.of("s1", "b")),
                event("a", 0),
                event("b", 0),
                event("b", 0)),
            List.of("s0=e0 s1=e1 at e1", "s0=e0 s1=e2 at e2"),
            List.of("s0=e0 s1=e1 at e1")),
        new Example(
            Excluded.GROUP_AT_HEAD_OF_GROUP,
            "A group that begins a group must begin with the very next event, whatever is said.",
            "does what the outer group says.",
            of(
                Pattern.of(Step.of("s0", "a"), Group.of(Group.of(Step.of("s1", "b")))),
                event("a", 0),
                event("c", 0),
                event("b", 0)),
            List.of(),
            List.of("s0=e0 s1=e2 at e2")),
        new Example(
            Excluded.LOOP_AT_HEAD_OF_GROUP,
            "The `loop` of a group's first step is that of the group.",
            "does what the step says.",
            of(
                Pattern.of(
                    Group.of(Step.of("s0", "a").withRepeat(TWICE.withLoop(Loop.CONSECUTIVE)))),
                event("a", 0),
                event("b", 0),
                event("a", 0)),
            List.of("s0=e0,e2 at e2"),
            List.of()));
  }

  private static List<Example> skips() {
    return List.of(
        new Example(
            Excluded.SKIP_INTO_GROUP,
            "A skip strategy that names a step of a group is refused.",
            "takes it.",
            of(
                Pattern.of(Group.of(Step.of("s0", "a")))
                    .withSkip(new Skip(Skip.Strategy.TO_FIRST, Optional.of("s0"))),
                event("a", 0)),
            List.of(),
            List.of("s0=e0 at e0")),
        new Example(
            Excluded.TIE,
            "Which of several matches that began with the same event and are complete at the same"
                + " moment comes first is left to the inner order of a queue.",
            "takes the one that took the most events.",
            of(
                Pattern.of(Step.of("s0", "a").withRepeat(ONCE_OR_TWICE), Step.of("s1", "b"))
                    .withSkip(new Skip(Skip.Strategy.TO_NEXT, Optional.empty())),
                event("a", 0),
                event("a", 0),
                event("a", 0),
                event("b", 0)),
            List.of("s0=e0,e1 s1=e3 at e3", "s0=e1 s1=e3 at e3", "s0=e2 s1=e3 at e3"),
            List.of("s0=e0,e1 s1=e3 at e3", "s0=e1,e2 s1=e3 at e3", "s0=e2 s1=e3 at e3")),
        new Example(
            Excluded.HELD_BACK,
            "A match waits while a run that began before it is open, here for ever.",
            "fires at once.",
            of(
                Pattern.of(
                        Step.of("s0", "a"),
                        Step.of("s1", "b").withWhere(Optional.of(new Test.AtLeast("s0"))))
                    .withSkip(new Skip(Skip.Strategy.PAST_LAST_EVENT, Optional.empty())),
                event("a", 0, 2),
                event("a", 0, 1),
                event("b", 0, 1)),
            List.of(),
            List.of("s0=e1 s1=e2 at e2")));
  }

  private static Step absent(String name, String type) {
    return Step.of(name, type).withAbsent(true);
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static PatternCase of(Pattern pattern, Event... events) {
    List<Event> numbered = new ArrayList<>();
    for (Event event : events) {
      numbered.add(
          new Event("e" + numbered.size(), "u1", event.type(), event.time(), event.properties()));
    }
    return new PatternCase(pattern, numbered);
  }

  private static Event event(String type, long at) {
    return new Event("", "u1", type, START + at, Properties.EMPTY);
  }

  private static Event event(String type, long at, long v) {
    return new Event("", "u1", type, START + at, Properties.of(Map.of("v", v)));
  }
}
