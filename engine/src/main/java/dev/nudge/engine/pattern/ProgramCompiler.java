package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.campaign.StepSpec.Contiguity;
import dev.nudge.engine.campaign.StepSpec.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Steps to states. Like Flink's NFACompiler it works from the last step back, because a state must
 * know where it leads.
 *
 * <pre>
 *   a, then b twice, then no c:    [a] --take--> [b] --take--> [b] --take--> [pending: stop on c]
 * </pre>
 */
final class ProgramCompiler {
  /** A pattern of more states is refused; loops count once for each repetition they must have. */
  static final int MAX_STATES = 1000;

  /** Conditions are remembered as bits of a long while an event is looked at. */
  static final int MAX_CONDITIONS = 64;

  private final List<CompiledPattern.Step> steps;
  private final CompiledPattern pattern;
  private final List<State> states = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final int[] conditionOf;

  ProgramCompiler(CompiledPattern pattern) {
    this.pattern = pattern;
    this.steps = pattern.steps();
    this.conditionOf = new int[steps.size()];
  }

  Program compile() {
    for (int step = 0; step < steps.size(); step++) {
      conditionOf[step] = condition(step, 0);
    }
    int next = add(steps.size() - 1, State.Kind.FINAL, List.of(), List.of(), 0);
    for (int step = steps.size() - 1; step >= 0; step--) {
      next = spec(step).absent() ? absent(step, next) : present(step, next);
    }
    return new Program(startFirst(next), conditions, names(), pattern);
  }

  /**
   * An absent step: a state of its own before an end or a next event, else a stop on what follows.
   */
  private int absent(int step, int next) {
    int condition = conditionOf[step];
    List<Edge> edges = new ArrayList<>(stopsBefore(step));
    edges.add(new Edge.Stop(condition));
    if (spec(step).contiguity() == Contiguity.NEXT) {
      edges.add(
          isFinal(next) ? new Edge.Ignore(condition, next) : new Edge.Proceed(condition, next));
      return add(step, State.Kind.WAITING, edges, List.of(), within(step));
    }
    if (!isFinal(next)) {
      return next;
    }
    edges.add(new Edge.Ignore(condition, states.size()));
    return add(step, State.Kind.PENDING, edges, List.of(), within(step));
  }

  /** A step that must happen: one state for each time it must or may, last one first. */
  private int present(int step, int next) {
    Times times = spec(step).times();
    int condition = conditionOf[step];
    int target = next;
    if (times.max() == Times.UNBOUNDED) {
      int loop = states.size();
      target = loopState(step, condition, loop, List.of(next));
    } else {
      for (int i = times.max(); i > times.min(); i--) {
        target = loopState(step, condition, target, List.of(next));
      }
    }
    for (int i = times.min(); i > 1; i--) {
      target = loopState(step, condition, target, List.of());
    }
    int first =
        spec(step).after().isPresent() ? condition(step, millis(spec(step).after())) : condition;
    List<Edge> edges = new ArrayList<>(stopsBefore(step));
    edges.add(new Edge.Take(first, target));
    if (step > 0) {
      Contiguity contiguity = spec(step).contiguity();
      if (contiguity == Contiguity.FOLLOWED_BY) {
        edges.add(new Edge.Ignore(first, states.size()));
      } else if (contiguity == Contiguity.FOLLOWED_BY_ANY) {
        edges.add(new Edge.Ignore(Edge.Ignore.NEVER, states.size()));
      }
    }
    return add(step, State.Kind.WAITING, edges, List.of(), step == 0 ? 0 : within(step));
  }

  /** Waits for another event of a step that has had some. */
  private int loopState(int step, int condition, int target, List<Integer> alsoEnters) {
    List<Edge> edges = new ArrayList<>();
    if (step + 1 < steps.size()
        && spec(step + 1).absent()
        && spec(step + 1).contiguity() != Contiguity.NEXT) {
      edges.add(new Edge.Stop(conditionOf[step + 1]));
    }
    edges.add(new Edge.Take(condition, target));
    edges.add(new Edge.Ignore(condition, states.size()));
    return add(step, State.Kind.WAITING, edges, alsoEnters, within(step));
  }

  /** Stops for the absent steps right before this one. */
  private List<Edge> stopsBefore(int step) {
    List<Edge> stops = new ArrayList<>();
    for (int before = step - 1;
        before >= 0 && spec(before).absent() && spec(before).contiguity() != Contiguity.NEXT;
        before--) {
      stops.add(new Edge.Stop(conditionOf[before]));
    }
    return stops;
  }

  private int add(
      int step, State.Kind kind, List<Edge> edges, List<Integer> alsoEnters, long within) {
    if (states.size() == MAX_STATES) {
      throw new IllegalArgumentException(
          "the pattern is too long: its steps and repetitions come to more than " + MAX_STATES);
    }
    states.add(new State(states.size(), step, kind, edges, alsoEnters, within));
    return states.size() - 1;
  }

  private int condition(int step, long after) {
    if (conditions.size() == MAX_CONDITIONS) {
      throw new IllegalArgumentException(
          "the pattern has too many steps: at most " + MAX_CONDITIONS + " conditions");
    }
    CompiledPattern.Step compiled = steps.get(step);
    Optional<Set<String>> types = compiled.types();
    conditions.add(
        new Condition(
            words(compiled.spec(), types),
            types.map(all -> all.stream().sorted().toList()).orElse(List.of()),
            compiled.where().orElse(null),
            compiled.script().orElse(null),
            after,
            compiled.usesMatched() || after > 0));
    return conditions.size() - 1;
  }

  private static String words(StepSpec spec, Optional<Set<String>> types) {
    StringBuilder text = new StringBuilder();
    text.append(types.map(all -> String.join(" or ", new TreeSet<>(all))).orElse("any event"));
    spec.where().ifPresent(where -> text.append(" where ").append(where.value().strip()));
    spec.script().ifPresent(script -> text.append(" for which the script says yes"));
    return text.toString();
  }

  /** Numbers the states in the order a run meets them, the first state being 0. */
  private List<State> startFirst(int first) {
    int last = states.size() - 1;
    if (first != last) {
      throw new IllegalStateException("the first step's state is made last");
    }
    List<State> ordered = new ArrayList<>();
    for (int i = last; i >= 0; i--) {
      State state = states.get(i);
      ordered.add(
          new State(
              last - i,
              state.step(),
              state.kind(),
              state.edges().stream().map(edge -> renumber(edge, last)).toList(),
              state.alsoEnters().stream().map(target -> last - target).toList(),
              state.within()));
    }
    return ordered;
  }

  private static Edge renumber(Edge edge, int last) {
    if (edge instanceof Edge.Take take) {
      return new Edge.Take(take.condition(), last - take.target());
    }
    if (edge instanceof Edge.Ignore ignore) {
      return new Edge.Ignore(ignore.unless(), last - ignore.target());
    }
    if (edge instanceof Edge.Proceed proceed) {
      return new Edge.Proceed(proceed.unless(), last - proceed.target());
    }
    return edge;
  }

  private boolean isFinal(int state) {
    return states.get(state).kind() == State.Kind.FINAL;
  }

  private StepSpec spec(int step) {
    return steps.get(step).spec();
  }

  private long within(int step) {
    return millis(spec(step).within());
  }

  private static long millis(Optional<Duration> duration) {
    return duration.map(Duration::toMillis).orElse(0L);
  }

  private String[] names() {
    return steps.stream().map(step -> step.spec().name().value()).toArray(String[]::new);
  }
}
