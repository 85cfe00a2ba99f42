package dev.nudge.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.Contiguity;
import dev.nudge.engine.campaign.PatternPart;
import dev.nudge.engine.campaign.PatternSpec;
import dev.nudge.engine.campaign.Repeat;
import dev.nudge.engine.campaign.Repeat.Loop;
import dev.nudge.engine.campaign.Repeat.Times;
import dev.nudge.engine.campaign.Skip;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Random patterns over random events: the program finds what the slow definition finds. */
class PatternPropertyTest {
  private static final Position NOWHERE = new Position("test.yaml", 1, 1);
  private static final EvaluationError MISSING =
      new EvaluationError(EvaluationError.Reason.MISSING, "missing");

  @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
  void theProgramFindsWhatTheDefinitionFinds(@ForAll long seed) {
    Random random = new Random(seed);
    CompiledPattern pattern = pattern(random);
    List<Event> events = events(random);
    assertThat(run(pattern, events, false))
        .as(() -> describe(pattern, events))
        .containsExactlyInAnyOrderElementsOf(new PatternOracle(pattern).matches(events));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void stateWrittenAndReadAfterEveryEventChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    CompiledPattern pattern = pattern(random);
    List<Event> events = events(random);
    assertThat(run(pattern, events, true))
        .as(() -> describe(pattern, events))
        .isEqualTo(run(pattern, events, false));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void countsInPlaceOfEventsTellTheSameMatches(@ForAll long seed) {
    Random random = new Random(seed);
    CompiledPattern pattern = pattern(random);
    Assume.that(pattern.steps().stream().noneMatch(CompiledPattern.Step::usesMatched));
    List<Event> events = events(random);
    assertThat(counts(Program.of(pattern, false), events))
        .as(() -> describe(pattern, events))
        .isEqualTo(counts(Program.of(pattern, true), events));
  }

  /** How many events each step of each match has, and when it is complete. */
  private static List<String> counts(Program program, List<Event> events) {
    Frame frame = new Frame();
    List<String> counts = new ArrayList<>();
    Collector collector =
        new Collector(program, frame, false) {
          @Override
          public void matched(Match match, boolean atDeadline) {
            StringBuilder text = new StringBuilder().append(frame.now).append(atDeadline);
            for (int step = 0; step < program.stepNames().size(); step++) {
              text.append(' ').append(match.count(step));
            }
            counts.add(text.toString());
          }
        };
    run(program, events, events.size() % 3 == 0, frame, collector);
    return counts;
  }

  private static List<PatternOracle.Match> run(
      CompiledPattern pattern, List<Event> events, boolean writeAndRead) {
    Program program = Program.of(pattern, true);
    Frame frame = new Frame();
    Collector collector = new Collector(program, frame, events.size() % 2 == 0);
    run(program, events, writeAndRead, frame, collector);
    return collector.matches;
  }

  private static void run(
      Program program, List<Event> events, boolean writeAndRead, Frame frame, Collector collector) {
    Bound bound = program.bound();
    Matcher matcher = new Matcher();
    PatternState state = new PatternState();
    for (Event event : events) {
      fireDeadlines(event.time(), program, matcher, frame, state, collector);
      frame.event = event;
      frame.now = event.time();
      Optional<Set<String>> types = program.eventTypes();
      if (types.isEmpty() || types.get().contains(event.type())) {
        matcher.onEvent(program, state, program.typeBit(event.type()), frame, collector);
      }
      assertThat(state.runs).isLessThanOrEqualTo(bound.runs());
      if (writeAndRead) {
        byte[] bytes = bytes(state);
        state = PatternState.read(new StateReader(bytes), true);
        assertThat(bytes(state)).isEqualTo(bytes);
      }
    }
    fireDeadlines(Long.MAX_VALUE - 1, program, matcher, frame, state, collector);
  }

  private static void fireDeadlines(
      long until,
      Program program,
      Matcher matcher,
      Frame frame,
      PatternState state,
      Collector collector) {
    while (state.deadline() <= until) {
      frame.event = null;
      frame.now = state.deadline();
      matcher.onDeadline(program, state, frame, collector);
    }
  }

  private static byte[] bytes(PatternState state) {
    StateWriter out = new StateWriter();
    state.write(out);
    return out.toBytes();
  }

  private static class Collector implements Listener {
    private final Program program;
    private final Frame frame;
    private final boolean listening;
    private final List<PatternOracle.Match> matches = new ArrayList<>();

    Collector(Program program, Frame frame, boolean listening) {
      this.program = program;
      this.frame = frame;
      this.listening = listening;
    }

    @Override
    public boolean mayStart() {
      return true;
    }

    @Override
    public void matched(Match matched, boolean atDeadline) {
      List<String> taken = new ArrayList<>();
      for (int step = 0; step < program.stepNames().size(); step++) {
        for (Event event : matched.events(step)) {
          taken.add(program.stepNames().get(step) + "=" + event.id());
        }
      }
      matches.add(new PatternOracle.Match(taken, frame.now, atDeadline));
    }

    @Override
    public void error(EvaluationError error) {}

    @Override
    public void dropped() {}

    @Override
    public boolean wantsMoves() {
      return listening;
    }

    @Override
    public void moved(Move move, String from, String step, @Nullable Event event) {}
  }

  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    long time = 0;
    int count = random.nextInt(10); // of more, combinations would come to more runs than are kept
    for (int i = 0; i < count; i++) {
      time += random.nextInt(3) == 0 ? 0 : random.nextInt(4) * 1000L;
      Map<String, Object> properties =
          random.nextInt(8) == 0
              ? Map.of()
              : Map.of("k", (long) random.nextInt(2), "v", (long) random.nextInt(3));
      events.add(
          new Event(
              "e" + i,
              "u",
              "" + "abcd".charAt(random.nextInt(4)),
              time,
              Properties.of(properties)));
    }
    return events;
  }

  private static CompiledPattern pattern(Random random) {
    int count = 1 + random.nextInt(4);
    List<CompiledPattern.Part> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(step(random, i));
    }
    boolean endsAbsent = ((StepSpec) steps.get(count - 1).spec()).absent();
    Optional<Duration> within =
        endsAbsent || random.nextBoolean()
            ? Optional.of(Duration.ofSeconds(1 + random.nextInt(10)))
            : Optional.empty();
    PatternSpec spec =
        new PatternSpec(
            NOWHERE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            steps.stream().<PatternPart>map(CompiledPattern.Part::spec).toList(),
            within,
            skip(random, steps));
    Optional<Expression> among =
        random.nextInt(4) == 0
            ? Optional.of(frame -> bool(frame, !frame.event.type().equals("d")))
            : Optional.empty();
    return new CompiledPattern(
        spec,
        random.nextInt(3) == 0 ? Optional.of(property("k")) : Optional.empty(),
        among,
        among.map(present -> new TreeSet<>(Set.of("a", "b", "c"))),
        random.nextInt(4) == 0 ? Optional.of(property("v")) : Optional.empty(),
        steps);
  }

  private static Skip skip(Random random, List<CompiledPattern.Part> steps) {
    Skip.Strategy strategy = Skip.Strategy.values()[random.nextInt(5)];
    return switch (strategy) {
      case NO_SKIP, TO_NEXT, PAST_LAST_EVENT -> Skip.of(strategy);
      case TO_FIRST, TO_LAST -> {
        List<Text> names = new ArrayList<>();
        for (CompiledPattern.Part step : steps) {
          if (step.spec() instanceof StepSpec spec && !spec.absent()) {
            names.add(spec.name());
          }
        }
        yield new Skip(strategy, Optional.of(names.get(random.nextInt(names.size()))));
      }
    };
  }

  private static CompiledPattern.Step step(Random random, int index) {
    boolean absent = index > 0 && random.nextInt(4) == 0;
    List<Text> types = new ArrayList<>();
    if (random.nextInt(6) > 0) {
      types.add(Text.at(NOWHERE, "" + "abc".charAt(random.nextInt(3))));
      if (random.nextInt(4) == 0) {
        types.add(Text.at(NOWHERE, "d"));
      }
    }
    Optional<Expression> where = Optional.empty();
    boolean usesMatched = false;
    switch (random.nextInt(4)) {
      case 0 -> {
        long wanted = random.nextInt(3);
        where = Optional.of(frame -> compare(frame, wanted));
      }
      case 1 -> {
        if (index > 0) {
          int earlier = random.nextInt(index);
          usesMatched = true;
          where = Optional.of(frame -> notLessThanStep(frame, earlier));
        }
      }
      default -> {}
    }
    Contiguity contiguity =
        absent
            ? (random.nextBoolean() ? Contiguity.NEXT : Contiguity.FOLLOWED_BY)
            : Contiguity.values()[random.nextInt(3)];
    int min = 1 + random.nextInt(3);
    Times times =
        absent
            ? Times.ONCE
            : switch (random.nextInt(6)) {
              case 0 -> new Times(min, min);
              case 1 -> new Times(min, min + random.nextInt(3));
              case 2 -> new Times(min, Times.UNBOUNDED);
              default -> Times.ONCE;
            };
    Optional<Duration> within =
        index > 0 && random.nextInt(5) == 0
            ? Optional.of(Duration.ofSeconds(2 + random.nextInt(4)))
            : Optional.empty();
    Optional<Duration> after =
        index > 0 && !absent && random.nextInt(6) == 0
            ? Optional.of(Duration.ofSeconds(1))
            : Optional.empty();
    StepSpec spec =
        new StepSpec(
            Text.at(NOWHERE, "s" + index),
            types,
            Optional.empty(),
            Optional.empty(),
            contiguity,
            new Repeat(
                times,
                times.max() == 1 ? Loop.RELAXED : Loop.values()[random.nextInt(3)],
                false,
                false,
                Optional.empty()),
            absent,
            after,
            within);
    Optional<Set<String>> limited =
        types.isEmpty()
            ? Optional.empty()
            : Optional.of(new TreeSet<>(types.stream().map(Text::value).toList()));
    return new CompiledPattern.Step(
        index, spec, where, usesMatched, Optional.empty(), limited, Optional.empty());
  }

  private static Expression property(String name) {
    return frame -> {
      int slot = frame.event.properties().shape().slot(name);
      if (slot < 0) {
        frame.ref = MISSING;
        return Kind.ERROR;
      }
      return frame.event.properties().load(slot, frame);
    };
  }

  private static Kind compare(Frame frame, long wanted) {
    return frame.event.properties().get("v") instanceof Long v
        ? bool(frame, v == wanted)
        : error(frame);
  }

  private static Kind notLessThanStep(Frame frame, int step) {
    Event earlier = frame.matched.event(step);
    return earlier != null
            && earlier.properties().get("v") instanceof Long before
            && frame.event.properties().get("v") instanceof Long v
        ? bool(frame, v >= before)
        : error(frame);
  }

  private static Kind bool(Frame frame, boolean value) {
    frame.word = value ? 1 : 0;
    return Kind.BOOL;
  }

  private static Kind error(Frame frame) {
    frame.ref = MISSING;
    return Kind.ERROR;
  }

  private static String describe(CompiledPattern pattern, List<Event> events) {
    StringBuilder text = new StringBuilder("\n" + Program.of(pattern, true).dump());
    text.append("within ")
        .append(pattern.spec().within())
        .append(", ")
        .append(pattern.spec().skip());
    text.append(pattern.correlateBy().isPresent() ? ", by k" : "");
    text.append(pattern.distinct().isPresent() ? ", distinct v" : "");
    text.append(pattern.among().isPresent() ? ", not d" : "");
    pattern
        .steps()
        .forEach(
            step ->
                text.append("\n  ")
                    .append(step.spec())
                    .append(step.where().isPresent() ? " where" : "")
                    .append(step.usesMatched() ? " of run" : ""));
    events.forEach(
        e ->
            text.append("\n  ")
                .append(e.id())
                .append(' ')
                .append(e.type())
                .append(" at ")
                .append(e.time())
                .append(' ')
                .append(e.properties()));
    return text.append('\n').toString();
  }
}
