package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.Contiguity;
import dev.nudge.engine.campaign.Repeat;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Steps to states, from the first on: the states a run may be in after some part are those of the
 * next repetition of that part, where there may be one, and those of what follows, where there have
 * been enough. A part that may be left out adds the states of what follows it to its own.
 *
 * <pre>
 *   a, then b twice, then no c:    [a] --take--> [b] --take--> [b] --take--> [pending: stop on c]
 *   (a, b) twice or more, then c:  [a] --take--> [b] --take--> [a] --take--> [b] --take--> [a] and [c]
 *                                                                ^----------------------------'
 * </pre>
 *
 * A state is made once for each way of coming to it that makes a difference: which steps must not
 * happen meanwhile, and how often the groups around it have happened.
 */
final class ProgramCompiler {
  /** A pattern of more states is refused; loops count once for each repetition they must have. */
  static final int MAX_STATES = 1000;

  /** Conditions are remembered as bits of a long while an event is looked at. */
  static final int MAX_CONDITIONS = 64;

  /** What tells one state from another. */
  private record Key(
      NestedParts parts, int index, int done, Contiguity contiguity, Arrival arrival) {}

  private final CompiledPattern pattern;
  private final List<CompiledPattern.Step> steps;
  private final List<Condition> conditions = new ArrayList<>();
  private final int[] conditionOf;
  private final IdentityHashMap<CompiledPattern.Part, Integer> untilOf = new IdentityHashMap<>();
  private final Map<Integer, Integer> lateEnough = new HashMap<>();

  private final List<State> states = new ArrayList<>();
  private final Map<Key, Integer> stateOf = new HashMap<>();
  private final Map<Arrival, Integer> ends = new HashMap<>();

  ProgramCompiler(CompiledPattern pattern) {
    this.pattern = pattern;
    this.steps = pattern.steps();
    this.conditionOf = new int[steps.size()];
  }

  Program compile(boolean keepsEvents, int maxEvents) {
    for (CompiledPattern.Step step : steps) {
      conditionOf[step.index()] = condition(step, 0);
    }
    untils(pattern.parts());
    Set<Integer> first =
        enter(NestedParts.ofPattern(pattern.parts()), 0, Contiguity.NEXT, Arrival.FREE);
    if (first.stream().anyMatch(state -> states.get(state).kind() != State.Kind.WAITING)) {
      throw new IllegalArgumentException("the pattern may match nothing at all");
    }
    return new Program(
        states, List.copyOf(first), conditions, names(), pattern, keepsEvents, maxEvents);
  }

  /** The states of a run that comes to a part. */
  private Set<Integer> enter(NestedParts parts, int index, Contiguity contiguity, Arrival arrival) {
    CompiledPattern.Part part = parts.part(index);
    if (part instanceof CompiledPattern.Step step && step.spec().absent()) {
      return step.spec().isAbsentUntilNext()
          ? proceed(parts, index, arrival.without(step.index()))
          : Set.of(absentNext(parts, index, step, arrival));
    }
    Set<Integer> entered = new LinkedHashSet<>(repeat(parts, index, 0, contiguity, arrival));
    if (part.spec().repeat().optional()) {
      entered.addAll(
          part instanceof CompiledPattern.Step step
              ? proceed(parts, index, takesFirst(parts, step), arrival.goingOn())
              : proceed(parts, index, arrival.goingOn()));
    }
    return entered;
  }

  /** The states of a run that has done with a part. */
  private Set<Integer> proceed(NestedParts parts, int index, Arrival arrival) {
    return parts.part(index) instanceof CompiledPattern.Step step
        ? proceed(parts, index, takes(parts, step), arrival)
        : next(parts, index, arrival);
  }

  /** The states of a run that has done with a step; a greedy one still has what it would take. */
  private Set<Integer> proceed(NestedParts parts, int index, Guard takes, Arrival arrival) {
    CompiledPattern.Part part = parts.part(index);
    return next(
        parts,
        index,
        hasChoice(part.spec().repeat())
            ? arrival.after(new Arrival.Greedy(takes, untilOf(part)))
            : arrival);
  }

  /** The states of a run that comes to what follows a part. */
  private Set<Integer> next(NestedParts parts, int index, Arrival arrival) {
    return index + 1 == parts.size()
        ? leave(parts, arrival)
        : enter(parts, index + 1, parts.part(index + 1).spec().contiguity(), arrival);
  }

  /** Whether a greedy step may take more than it must. */
  private static boolean hasChoice(Repeat repeat) {
    return repeat.greedy() && repeat.times().min() < repeat.times().max();
  }

  /** The states of a run that has done with a group, or with all. */
  private Set<Integer> leave(NestedParts parts, Arrival arrival) {
    NestedParts.Group group = parts.group();
    return group == null
        ? Set.of(end(arrival))
        : again(group.outer(), group.index(), group.done() + 1, arrival);
  }

  /** The states of a run in which a part has just happened once more. */
  private Set<Integer> again(NestedParts parts, int index, int done, Arrival arrival) {
    Repeat repeat = parts.part(index).spec().repeat();
    Set<Integer> entered = new LinkedHashSet<>();
    if (done < repeat.times().max()) {
      // Without an upper bound, it does not matter by how much there have been enough.
      int counted = repeat.times().isUnbounded() ? Math.min(done, repeat.times().min()) : done;
      entered.addAll(repeat(parts, index, counted, repeat.loop().contiguity(), arrival));
    }
    if (done >= repeat.times().min()) {
      entered.addAll(proceed(parts, index, arrival));
    }
    return entered;
  }

  /** The states of a run that waits for a part to happen once more. */
  private Set<Integer> repeat(
      NestedParts parts, int index, int done, Contiguity contiguity, Arrival arrival) {
    return parts.part(index) instanceof CompiledPattern.Group group
        ? enter(parts.into(group, index, done), 0, contiguity, arrival)
        : Set.of(present(parts, index, done, contiguity, arrival));
  }

  /** The state that waits for an event of a step. */
  private int present(
      NestedParts parts, int index, int done, Contiguity contiguity, Arrival arrival) {
    CompiledPattern.Step step = (CompiledPattern.Step) parts.part(index);
    Key key = new Key(parts, index, done, contiguity, arrival);
    Integer known = stateOf.get(key);
    if (known != null) {
      return known;
    }
    boolean isFirst = done == 0;
    int state = reserve(step.index(), millis(step.spec().within()));
    stateOf.put(key, state);
    Guard fits = isFirst ? takesFirst(parts, step) : takes(parts, step);
    List<Edge> edges = new ArrayList<>(stops(parts, arrival));
    if (!isFirst) {
      edges.addAll(stopsOfLoop(parts, index));
    }
    edges.add(new Edge.Take(fits, List.copyOf(again(parts, index, done + 1, Arrival.FREE))));
    // What ends a repetition ends it between two of its events, not before the first.
    long ends = isFirst ? untilsAround(parts) : untilsAround(parts) | untilOf(step);
    switch (contiguity) {
      case NEXT -> {}
      case FOLLOWED_BY -> edges.add(new Edge.Ignore(Guard.OPEN.andNone(fits.all() | ends)));
      case FOLLOWED_BY_ANY -> edges.add(new Edge.Ignore(Guard.OPEN.andNone(ends)));
    }
    complete(state, edges, arrival, freed -> present(parts, index, done, contiguity, freed));
    return state;
  }

  /**
   * The state that lets the very next event be anything but one; that event may be what follows.
   */
  private int absentNext(NestedParts parts, int index, CompiledPattern.Step step, Arrival arrival) {
    Key key = new Key(parts, index, 0, Contiguity.NEXT, arrival);
    Integer known = stateOf.get(key);
    if (known != null) {
      return known;
    }
    int state = reserve(step.index(), millis(step.spec().within()));
    stateOf.put(key, state);
    Guard fits = takes(parts, step);
    List<Edge> edges = new ArrayList<>(stops(parts, arrival));
    edges.add(new Edge.Stop(fits));
    Set<Integer> following = proceed(parts, index, arrival.goingOn().freed());
    edges.add(new Edge.Proceed(Guard.OPEN.andNot(fits), List.copyOf(following)));
    complete(state, edges, arrival, freed -> absentNext(parts, index, step, freed));
    return state;
  }

  /** The state at the end: the match, or, where a step must still not happen, the wait for it. */
  private int end(Arrival arrival) {
    Arrival counts = arrival.pending() ? arrival : Arrival.FREE;
    Integer known = ends.get(counts);
    if (known != null) {
      return known;
    }
    if (counts.absent().isEmpty()) {
      int state = add(new State(states.size(), steps.size() - 1, State.Kind.FINAL, List.of(), 0));
      ends.put(counts, state);
      return state;
    }
    int last = counts.absent().get(counts.absent().size() - 1);
    long within = millis(steps.get(last).spec().within());
    int state = add(new State(states.size(), last, State.Kind.PENDING, List.of(), within));
    ends.put(counts, state);
    List<Edge> edges = new ArrayList<>(stops(NestedParts.ofPattern(pattern.parts()), counts));
    edges.add(new Edge.Ignore(Guard.OPEN));
    complete(state, edges, counts, this::end);
    return state;
  }

  private List<Edge> stops(NestedParts parts, Arrival arrival) {
    List<Edge> stops = new ArrayList<>();
    for (int absent : arrival.absent()) {
      stops.add(new Edge.Stop(takes(parts, steps.get(absent))));
    }
    return stops;
  }

  /** What must not happen after a repetition must not happen in it either. */
  private List<Edge> stopsOfLoop(NestedParts parts, int index) {
    List<Edge> stops = new ArrayList<>();
    for (int at = index + 1; at < parts.size(); at++) {
      if (!(parts.part(at) instanceof CompiledPattern.Step next)
          || !next.spec().isAbsentUntilNext()) {
        return stops;
      }
      stops.add(new Edge.Stop(takes(parts, next)));
    }
    NestedParts.Group group = parts.group();
    if (group != null && group.done() + 1 >= group.of().spec().repeat().times().min()) {
      stops.addAll(stopsOfLoop(group.outer(), group.index()));
    }
    return stops;
  }

  /** When a step takes an event, first or again. */
  private Guard takes(NestedParts parts, CompiledPattern.Step step) {
    return Guard.when(conditionOf[step.index()]).andNone(untilsAround(parts) | untilOf(step));
  }

  /** When a step takes its first event: it must not come too early. */
  private Guard takesFirst(NestedParts parts, CompiledPattern.Step step) {
    long after = millis(step.spec().after());
    return after == 0
        ? takes(parts, step)
        : Guard.when(lateEnough(step, after)).andNone(untilsAround(parts) | untilOf(step));
  }

  private int lateEnough(CompiledPattern.Step step, long after) {
    return lateEnough.computeIfAbsent(step.index(), index -> condition(step, after));
  }

  private long untilOf(CompiledPattern.Part part) {
    Integer condition = untilOf.get(part);
    return condition == null ? 0 : 1L << condition;
  }

  private long untilsAround(NestedParts parts) {
    long untils = 0;
    for (NestedParts.Group at = parts.group(); at != null; at = at.outer().group()) {
      untils |= untilOf(at.of());
    }
    return untils;
  }

  private void untils(List<CompiledPattern.Part> parts) {
    for (CompiledPattern.Part part : parts) {
      part.until()
          .ifPresent(
              until -> {
                untilOf.put(
                    part,
                    condition(
                        new Condition(
                            name(part),
                            true,
                            part.spec().repeat().until().orElseThrow().value().strip(),
                            sorted(until.types()),
                            until.condition(),
                            null,
                            0,
                            until.usesMatched())));
              });
      if (part instanceof CompiledPattern.Group group) {
        untils(group.parts());
      }
    }
  }

  private static String name(CompiledPattern.Part part) {
    return part instanceof CompiledPattern.Group group
        ? group.spec().name().map(Text::value).orElse("")
        : ((CompiledPattern.Step) part).spec().name().value();
  }

  private int condition(CompiledPattern.Step step, long after) {
    return condition(
        new Condition(
            name(step),
            false,
            words(step.spec(), step.types()),
            sorted(step.types()),
            step.where().orElse(null),
            step.script().orElse(null),
            after,
            step.usesMatched() || after > 0));
  }

  private int condition(Condition condition) {
    if (conditions.size() == MAX_CONDITIONS) {
      throw new IllegalArgumentException(
          "the pattern has too many steps: at most " + MAX_CONDITIONS + " conditions");
    }
    conditions.add(condition);
    return conditions.size() - 1;
  }

  private static List<String> sorted(Optional<Set<String>> types) {
    return types.map(all -> all.stream().sorted().toList()).orElse(List.of());
  }

  private static String words(StepSpec spec, Optional<Set<String>> types) {
    StringBuilder text = new StringBuilder();
    text.append(types.map(all -> String.join(" or ", new TreeSet<>(all))).orElse("any event"));
    spec.where().ifPresent(where -> text.append(" where ").append(where.value().strip()));
    spec.script().ifPresent(script -> text.append(" for which the script says yes"));
    return text.toString();
  }

  /** A state must have its number before its edges, which may lead back to it. */
  private int reserve(int step, long within) {
    return add(new State(states.size(), step, State.Kind.WAITING, List.of(), within));
  }

  /**
   * Gives a state its edges, none of which is open for what a greedy step before would take. Once
   * that step can take no more, the run waits without that limit, in the state that {@code freed}
   * makes.
   */
  private void complete(
      int index, List<Edge> edges, Arrival arrival, ToIntFunction<Arrival> freed) {
    List<Edge> limited = edges;
    Arrival.Greedy greedy = arrival.greedy();
    if (greedy != null) {
      limited = new ArrayList<>();
      for (Edge edge : edges) {
        limited.add(edge.with(edge.guard().andNot(greedy.takes()).andNone(greedy.until())));
      }
      if (greedy.until() != 0) {
        limited.add(
            new Edge.Proceed(
                new Guard(greedy.until(), 0, List.of()),
                List.of(freed.applyAsInt(arrival.freed()))));
      }
    }
    State state = states.get(index);
    states.set(
        index, new State(index, state.step(), state.kind(), List.copyOf(limited), state.within()));
  }

  private int add(State state) {
    if (states.size() == MAX_STATES) {
      throw new IllegalArgumentException(
          "the pattern is too long: its steps and repetitions come to more than " + MAX_STATES);
    }
    states.add(state);
    return state.index();
  }

  private static long millis(Optional<Duration> duration) {
    return duration.map(Duration::toMillis).orElse(0L);
  }

  private String[] names() {
    return steps.stream().map(step -> step.spec().name().value()).toArray(String[]::new);
  }
}
