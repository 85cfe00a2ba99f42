package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.PatternSpec.Skip;
import dev.nudge.engine.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pattern, compiled: a nondeterministic automaton of a few states, in the way of Flink CEP's NFA.
 * A {@link Run} is a thread of it. A loop is unrolled: {@code times: 3} is three states.
 */
public final class Program {
  /** More runs than this, for one user and pattern, and the oldest goes. */
  public static final int MAX_RUNS = 1000;

  /** More values of {@code correlate_by} than this are not remembered for {@code distinct}. */
  public static final int MAX_LANES = 1000;

  /** A pattern that names more event types than this is refused. */
  static final int MAX_TYPES = 62;

  private static final long OTHER_TYPE = 1L << MAX_TYPES;
  private static final long ALL_TYPES = -1L;

  final State[] states;
  final Condition[] conditions;
  final String[] stepNames;
  final long within;

  /** No run is due later than this after its last event, in milliseconds. */
  final long longestWait;

  final Skip skip;
  final @Nullable Expression correlateBy;
  final @Nullable Expression among;
  final @Nullable Expression distinct;

  /** For each condition, the types (as bits of {@link #typeBit}) of events it can hold for. */
  final long[] conditionTypes;

  /** For each state, the types (as bits of {@link #typeBit}) that can move a run waiting there. */
  final long[] concerns;

  /** For each state, whether what becomes of a run depends on which events it took. */
  final boolean[] remembers;

  private final String[] types;
  private final boolean firesAtDeadline;
  private final Optional<Set<String>> amongTypes;

  Program(
      List<State> states, List<Condition> conditions, String[] stepNames, CompiledPattern pattern) {
    this.states = states.toArray(State[]::new);
    this.conditions = conditions.toArray(Condition[]::new);
    this.stepNames = stepNames;
    this.firesAtDeadline = states.stream().anyMatch(state -> state.kind() == State.Kind.PENDING);
    this.within = pattern.spec().within().map(java.time.Duration::toMillis).orElse(0L);
    this.longestWait = Math.max(within, states.stream().mapToLong(State::within).max().orElse(0));
    this.skip = pattern.spec().skip();
    this.correlateBy = pattern.correlateBy().orElse(null);
    this.among = pattern.among().orElse(null);
    this.distinct = pattern.distinct().orElse(null);
    this.amongTypes = pattern.amongTypes();
    Set<String> named = new TreeSet<>();
    conditions.forEach(condition -> named.addAll(condition.types()));
    this.types = named.toArray(String[]::new);
    if (types.length > MAX_TYPES) {
      throw new IllegalArgumentException(
          "the pattern names "
              + types.length
              + " event types, at most "
              + MAX_TYPES
              + " can be told apart");
    }
    this.conditionTypes = new long[this.conditions.length];
    for (int i = 0; i < conditionTypes.length; i++) {
      conditionTypes[i] = typeBits(this.conditions[i].types());
    }
    this.concerns = new long[this.states.length];
    this.remembers = new boolean[this.states.length];
    for (State state : this.states) {
      concerns[state.index()] = concernsOf(state);
      remembers[state.index()] = remembers(state);
    }
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it has more than {@value ProgramCompiler#MAX_STATES} states
   *     or names more than {@value #MAX_TYPES} event types
   */
  public static Program of(CompiledPattern pattern) {
    return new ProgramCompiler(pattern).compile();
  }

  /** The names of the steps, by index. */
  public List<String> stepNames() {
    return List.of(stepNames);
  }

  /** How long a match may take, as campaigns write it. */
  public Optional<String> within() {
    return within == 0 ? Optional.empty() : Optional.of(DurationText.of(within));
  }

  /** Whether a match consumes other runs. */
  public boolean consumes() {
    return skip != Skip.NO_SKIP;
  }

  /** Whether some match is completed by a deadline, when no event is at hand. */
  public boolean mayFireAtDeadline() {
    return firesAtDeadline;
  }

  /** The event types that can change anything; empty for all. */
  public Optional<Set<String>> eventTypes() {
    long all = 0;
    for (long concern : concerns) {
      all |= concern;
    }
    if (distinct == null && (all & OTHER_TYPE) == 0) {
      return Optional.of(Set.of(types));
    }
    return amongTypes;
  }

  /** Whether an event of this type can change anything for a user who has no runs yet. */
  public boolean mayBeginWith(String eventType) {
    return distinct != null || (concerns[0] & typeBit(eventType)) != 0;
  }

  /** The most bytes one user's runs can take, events not counted. */
  public long worstCaseBytes() {
    // A run, its place in the lane, and one link for each event it took.
    return MAX_RUNS * (64L + 8 + 24L * Math.min(states.length, 100));
  }

  /** The bit that stands for an event type in {@link #concerns}. */
  long typeBit(String type) {
    for (int i = 0; i < types.length; i++) {
      if (types[i].equals(type)) {
        return 1L << i;
      }
    }
    return OTHER_TYPE;
  }

  private long typeBits(List<String> wanted) {
    if (wanted.isEmpty()) {
      return ALL_TYPES;
    }
    long bits = 0;
    for (String type : wanted) {
      bits |= typeBit(type);
    }
    return bits;
  }

  /** All types, unless every other type would just pass and leave the run where it is. */
  private long concernsOf(State state) {
    if (state.kind() == State.Kind.FINAL) {
      return 0;
    }
    long bits = 0;
    boolean othersPass = false;
    for (Edge edge : state.edges()) {
      if (edge instanceof Edge.Take take) {
        bits |= conditionTypes[take.condition()];
      } else if (edge instanceof Edge.Stop stop) {
        bits |= conditionTypes[stop.condition()];
      } else if (edge instanceof Edge.Ignore ignore && ignore.target() == state.index()) {
        othersPass = true;
      } else {
        return ALL_TYPES;
      }
    }
    return othersPass || state.index() == 0 ? bits : ALL_TYPES;
  }

  private boolean remembers(State state) {
    boolean[] seen = new boolean[states.length];
    return remembers(state, seen);
  }

  private boolean remembers(State state, boolean[] seen) {
    if (seen[state.index()]) {
      return false;
    }
    seen[state.index()] = true;
    if (state.within() > 0) {
      return true;
    }
    for (Edge edge : state.edges()) {
      int condition =
          edge instanceof Edge.Take take
              ? take.condition()
              : edge instanceof Edge.Stop stop
                  ? stop.condition()
                  : edge instanceof Edge.Proceed proceed ? proceed.unless() : -1;
      if (condition >= 0 && conditions[condition].ofRun()) {
        return true;
      }
      if (edge.target() >= 0 && remembers(states[edge.target()], seen)) {
        return true;
      }
    }
    for (int other : state.alsoEnters()) {
      if (remembers(states[other], seen)) {
        return true;
      }
    }
    return false;
  }

  /** The program, one state a line, for people. */
  public String dump() {
    StringBuilder text = new StringBuilder();
    for (State state : states) {
      if (state.kind() == State.Kind.FINAL) {
        continue;
      }
      text.append(state.index()).append(": ");
      text.append(
          state.kind() == State.Kind.PENDING
              ? "wait for the deadline, no '" + stepNames[state.step()] + "' until then"
              : "wait for '" + stepNames[state.step()] + "'");
      if (state.within() > 0) {
        text.append(", at most ").append(DurationText.of(state.within()));
      }
      boolean passes = state.index() == 0;
      for (Edge edge : state.edges()) {
        text.append("\n   ").append(words(state, edge));
        passes |= edge instanceof Edge.Ignore || edge instanceof Edge.Proceed;
      }
      if (!passes) {
        text.append("\n   anything else: give up");
      }
      if (state.kind() == State.Kind.PENDING) {
        text.append("\n   at the deadline: match");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String words(State state, Edge edge) {
    if (edge instanceof Edge.Take take) {
      return said(take.condition()) + ": take it, " + arrival(state, take.target());
    }
    if (edge instanceof Edge.Stop stop) {
      return said(stop.condition()) + ": give up";
    }
    if (edge instanceof Edge.Proceed proceed) {
      return "not " + said(proceed.unless()) + ": as in " + proceed.target();
    }
    Edge.Ignore ignore = (Edge.Ignore) edge;
    return ignore.unless() == Edge.Ignore.NEVER
        ? "any event: may pass as well"
        : ignore.target() == state.index()
            ? "anything else: let it pass"
            : "anything else: " + arrival(state, ignore.target());
  }

  private String arrival(State from, int target) {
    if (target == from.index()) {
      return "stay";
    }
    StringBuilder text = new StringBuilder();
    text.append(states[target].kind() == State.Kind.FINAL ? "match" : "go to " + target);
    for (int other : states[target].alsoEnters()) {
      text.append(states[other].kind() == State.Kind.FINAL ? " and match" : " and to " + other);
    }
    return text.toString();
  }

  private String said(int condition) {
    long after = conditions[condition].after();
    String words = conditions[condition].words();
    return after == 0 ? words : words + ", at least " + DurationText.of(after) + " later";
  }
}
