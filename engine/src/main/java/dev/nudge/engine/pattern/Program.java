package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.Skip;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.index.TypeMask;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pattern, compiled: a nondeterministic automaton of a few states, in the way of Flink CEP's NFA.
 * A {@link Run} is a thread of it. A loop is unrolled: {@code times: 3} is three states.
 */
public final class Program {
  /** More runs than this, for one user and pattern, and the oldest goes. */
  public static final int MAX_RUNS = 1000;

  /** More values of {@code correlate_by} than this are not remembered for {@code distinct}. */
  public static final int MAX_PARTITIONS = 1000;

  /** A pattern that names more event types than this is refused. */
  static final int MAX_TYPES = 62;

  /** The {@link #typeBit} of a type that the pattern does not name. */
  public static final long OTHER_TYPE = 1L << MAX_TYPES;

  static final long ALL_TYPES = -1L;

  /** A run that has taken more events than this, all of them kept, is dropped. */
  public static final int MAX_EVENTS = 1000;

  final State[] states;

  /** The edges of each state. */
  final EdgeTable[] edges;

  /** A run begins with an event that one of these takes. */
  final int[] starts;

  final Condition[] conditions;
  final String[] stepNames;
  final long within;

  /** No run is due later than this after its last event, in milliseconds. */
  final long longestWait;

  final Skip.Strategy skip;

  /** The step that the skip strategy names, by index; -1 for none. */
  final int skipTo;

  final @Nullable Expression correlateBy;
  final @Nullable Expression among;
  final @Nullable Expression distinct;

  /** For each condition, the types (as bits of {@link #typeBit}) of events it can hold for. */
  final long[] conditionTypes;

  /** For each state, the types (as bits of {@link #typeBit}) that can move a run waiting there. */
  final long[] concerns;

  /** For each state, whether what becomes of a run depends on which events it took. */
  final boolean[] remembers;

  /** Whether runs that parted may come together again with equal events. */
  final boolean rejoins;

  /** The types (as bits of {@link #typeBit}) of events that can begin a run. */
  final long startTypes;

  final boolean keepsEvents;

  /** Its first states, where the runs in them move together; null where they do not. */
  final @Nullable Ladder ladder;

  /** A run that has taken more than this is dropped. */
  final int maxEvents;

  private final Layout layout;

  /** Whether it asks every event what may fail, or remembers what it was. */
  final boolean asksAll;

  private final boolean firesAtDeadline;
  private final Optional<Set<String>> amongTypes;

  Program(
      List<State> states,
      List<Integer> starts,
      List<Condition> conditions,
      String[] stepNames,
      CompiledPattern pattern,
      boolean keepsEvents,
      int maxEvents) {
    this.maxEvents = maxEvents;
    layout = Layout.of(states, starts, conditions, List.of(stepNames));
    this.states = layout.states;
    this.edges = layout.edges;
    this.starts = layout.starts;
    this.conditionTypes = layout.conditionTypes;
    this.concerns = layout.concerns;
    this.remembers = layout.remembers;
    this.startTypes = layout.startTypes;
    this.rejoins = layout.rejoins;
    this.stepNames = layout.stepNames;
    this.keepsEvents = keepsEvents;
    this.conditions = conditions.toArray(Condition[]::new);
    this.firesAtDeadline = states.stream().anyMatch(state -> state.kind() == State.Kind.PENDING);
    this.within = pattern.spec().within().map(java.time.Duration::toMillis).orElse(0L);
    this.longestWait = Math.max(within, states.stream().mapToLong(State::within).max().orElse(0));
    this.skip = pattern.spec().skip().strategy();
    this.skipTo =
        pattern.spec().skip().step().map(name -> stepIndex(stepNames, name.value())).orElse(-1);
    this.correlateBy = pattern.correlateBy().orElse(null);
    this.among = pattern.among().orElse(null);
    this.distinct = pattern.distinct().orElse(null);
    this.amongTypes = pattern.amongTypes();
    this.ladder = Ladder.of(this);
    this.asksAll =
        among != null
            || distinct != null
            || (correlateBy != null && !Opening.readsEvent(correlateBy));
  }

  private static int stepIndex(String[] names, String name) {
    return List.of(names).indexOf(name);
  }

  /**
   * Compiles a pattern.
   *
   * @param keepsEvents whether somebody looks at the events of a match: a condition of the pattern,
   *     or whoever hears of it
   * @throws IllegalArgumentException if it has more than {@value ProgramCompiler#MAX_STATES} states
   *     or names more than {@value #MAX_TYPES} event types
   */
  public static Program of(CompiledPattern pattern, boolean keepsEvents) {
    return new ProgramCompiler(pattern).compile(keepsEvents, MAX_EVENTS);
  }

  /**
   * Compiles a pattern so that all events are kept and it yet does what it does without them: then
   * a run is not dropped for having too many.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static Program keepingAll(CompiledPattern pattern) {
    return new ProgramCompiler(pattern).compile(true, Integer.MAX_VALUE);
  }

  /** The names of the steps, by index. */
  public List<String> stepNames() {
    return layout.key.stepNames();
  }

  /** {@code correlate_by}, if the pattern has it. */
  public @Nullable Expression correlateBy() {
    return correlateBy;
  }

  /** {@code among}, if the pattern has it. */
  public @Nullable Expression among() {
    return among;
  }

  /** {@code distinct}, if the pattern has it. */
  public @Nullable Expression distinct() {
    return distinct;
  }

  /** Whether runs keep the events they take, or only how many they were and when. */
  public boolean keepsEvents() {
    return keepsEvents;
  }

  /** How long a match may take, as campaigns write it. */
  public Optional<String> within() {
    return within == 0 ? Optional.empty() : Optional.of(DurationText.of(within));
  }

  /** Whether a match consumes other runs. */
  public boolean consumes() {
    return skip != Skip.Strategy.NO_SKIP;
  }

  /** Whether a match consumes the runs that began with it. */
  boolean consumesStart() {
    return skip == Skip.Strategy.PAST_LAST_EVENT || skip == Skip.Strategy.TO_NEXT;
  }

  /** Whether a run that began earlier may do all that one which begins now can. */
  boolean mayOvertake() {
    return skip == Skip.Strategy.PAST_LAST_EVENT && within == 0;
  }

  /** Whether some match is completed by a deadline, when no event is at hand. */
  public boolean mayFireAtDeadline() {
    return firesAtDeadline;
  }

  /** The event types that it names. */
  public Set<String> namedTypes() {
    return Set.of(layout.types);
  }

  /** The event types that can change anything; empty for all. */
  public Optional<Set<String>> eventTypes() {
    long all = startTypes;
    for (State state : states) {
      for (Edge edge : state.edges()) {
        for (int target : edge.targets()) {
          all |= concerns[target];
        }
      }
    }
    if (distinct == null && (all & OTHER_TYPE) == 0) {
      return Optional.of(namedTypes());
    }
    return amongTypes;
  }

  /**
   * Whether an event of a type can change anything for a user who has no runs yet.
   *
   * @param typeBit of the type: {@link #typeBit}
   */
  public boolean mayBeginWith(long typeBit) {
    return distinct != null || (startTypes & typeBit) != 0;
  }

  /**
   * The types of the events that have to be shown to a user's runs, perhaps more, as a {@link
   * TypeMask}: any other leaves all of them as they are, and nothing that is asked of it could
   * fail.
   */
  public int awaited(PatternState state) {
    if (asksAll) {
      return TypeMask.ALL;
    }
    if (state.runs == 0) {
      return TypeMask.NONE;
    }
    return awaitedTypes(state.only == null ? state.partitions.waits() : state.only.waits);
  }

  /** Types that a partition waits for, as bits, as a {@link TypeMask}. */
  int awaitedTypes(long bits) {
    return layout.mask(bits);
  }

  /** The most that runs can come to for one user. */
  public Bound bound() {
    return Bound.of(this);
  }

  /**
   * The earliest time at which a run can have begun that is under way at a time, in milliseconds;
   * {@link Long#MIN_VALUE} where runs have no end.
   */
  public long asksBackTo(long time) {
    return within > 0 ? time - within : Long.MIN_VALUE;
  }

  /** When a run is given up, or is a match, in milliseconds; {@link Long#MAX_VALUE} for never. */
  long due(Run run) {
    long due = due(run.startTime());
    long stepWithin = states[run.state()].within();
    if (stepWithin > 0) {
      due = Math.min(due, run.lastTime() + stepWithin);
    }
    return due;
  }

  /** When one that began at a time is given up, if no step says otherwise. */
  long due(long startTime) {
    return within > 0 ? startTime + within : Long.MAX_VALUE;
  }

  /** The bit that stands for an event type in {@link #concerns}. */
  public long typeBit(String type) {
    return layout.typeBit(type);
  }

  /** The program, one state a paragraph, for people. */
  public String dump() {
    return new ProgramText(this).write();
  }
}
