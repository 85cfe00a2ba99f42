package dev.nudge.engine.pattern;

import com.google.common.collect.MapMaker;
import dev.nudge.engine.index.TypeMask;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * What programs have in common that differ in nothing but what their conditions ask: states, edges
 * and types. There is one for all of them, so that an event which concerns several of many
 * campaigns meets the same few lines of memory in each.
 */
final class Layout {
  /** As long as some program has them. */
  private static final ConcurrentMap<Key, Layout> SHARED = new MapMaker().weakValues().makeMap();

  final Key key;
  final State[] states;
  final EdgeTable[] edges;
  final int[] starts;
  final String[] stepNames;

  /** The event types that some condition names, by their bit. */
  final String[] types;

  /** The same, each as a {@link TypeMask}. */
  private final int[] typeMasks;

  final long[] conditionTypes;
  final long[] concerns;
  final boolean[] remembers;
  final boolean rejoins;
  final long startTypes;

  /** All that it follows from. */
  record Key(
      List<State> states, List<Integer> starts, List<String> stepNames, List<Asked> conditions) {}

  /** A condition, but for what it asks: see {@link Condition}. */
  record Asked(List<String> types, boolean ofRun) {}

  private Layout(Key key) {
    this.key = key;
    states = key.states().toArray(State[]::new);
    edges = EdgeTable.of(key.states());
    starts = EdgeTable.ints(key.starts());
    stepNames = key.stepNames().toArray(String[]::new);
    Set<String> named = new TreeSet<>();
    key.conditions().forEach(condition -> named.addAll(condition.types()));
    types = named.toArray(String[]::new);
    if (types.length > Program.MAX_TYPES) {
      throw new IllegalArgumentException(
          "the pattern names "
              + types.length
              + " event types, at most "
              + Program.MAX_TYPES
              + " can be told apart");
    }
    typeMasks = Stream.of(types).mapToInt(TypeMask::of).toArray();
    conditionTypes =
        key.conditions().stream().mapToLong(condition -> typeBits(condition.types())).toArray();
    concerns = new long[states.length];
    remembers = new boolean[states.length];
    for (State state : states) {
      concerns[state.index()] = concernsOf(state);
      remembers[state.index()] = remembers(state, new boolean[states.length]);
    }
    startTypes = startTypes();
    rejoins = findRejoins();
  }

  /**
   * The layout of a program.
   *
   * @throws IllegalArgumentException if the conditions name more than {@link Program#MAX_TYPES}
   *     event types
   */
  static Layout of(
      List<State> states,
      List<Integer> starts,
      List<Condition> conditions,
      List<String> stepNames) {
    List<Asked> asked =
        conditions.stream()
            .map(condition -> new Asked(condition.types(), condition.ofRun()))
            .toList();
    return SHARED.computeIfAbsent(
        new Key(List.copyOf(states), List.copyOf(starts), stepNames, asked), Layout::new);
  }

  /** Types, as bits, as a {@link TypeMask}. */
  int mask(long bits) {
    if ((bits & Program.OTHER_TYPE) != 0) {
      return TypeMask.ALL;
    }
    int mask = TypeMask.NONE;
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      mask |= typeMasks[Long.numberOfTrailingZeros(rest)];
    }
    return mask;
  }

  /** The bit that stands for an event type; of those that it does not name, the same. */
  long typeBit(String type) {
    for (int i = 0; i < types.length; i++) {
      if (types[i].equals(type)) {
        return 1L << i;
      }
    }
    return Program.OTHER_TYPE;
  }

  private long typeBits(List<String> wanted) {
    if (wanted.isEmpty()) {
      return Program.ALL_TYPES;
    }
    long bits = 0;
    for (String type : wanted) {
      bits |= typeBit(type);
    }
    return bits;
  }

  /** The types that can begin a run. */
  private long startTypes() {
    Set<Integer> first = new LinkedHashSet<>();
    for (int start : starts) {
      together(start, first);
    }
    long bits = 0;
    for (int start : first) {
      for (Edge edge : states[start].edges()) {
        if (edge instanceof Edge.Take take) {
          bits |= typesOf(take.guard().all());
        }
      }
    }
    return bits;
  }

  /** The types of events for which all of some conditions may hold. */
  private long typesOf(long all) {
    long bits = Program.ALL_TYPES;
    for (long rest = all; rest != 0; rest &= rest - 1) {
      bits &= conditionTypes[Long.numberOfTrailingZeros(rest)];
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
      if (edge instanceof Edge.Proceed) {
        return Program.ALL_TYPES;
      }
      othersPass |= edge instanceof Edge.Ignore;
      for (long rest = edge.guard().conditions(); rest != 0; rest &= rest - 1) {
        bits |= conditionTypes[Long.numberOfTrailingZeros(rest)];
      }
    }
    return othersPass ? bits : Program.ALL_TYPES;
  }

  /** Whether a condition of a run, or of the time since its last event, may still decide. */
  private boolean remembers(State state, boolean[] seen) {
    if (seen[state.index()]) {
      return false;
    }
    seen[state.index()] = true;
    if (state.within() > 0) {
      return true;
    }
    for (Edge edge : state.edges()) {
      for (long rest = edge.guard().conditions(); rest != 0; rest &= rest - 1) {
        if (key.conditions().get(Long.numberOfTrailingZeros(rest)).ofRun()) {
          return true;
        }
      }
      for (int target : edge.targets()) {
        if (remembers(states[target], seen)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Two runs with equal events are in two states; if both wait for the same step, they may meet.
   */
  private boolean findRejoins() {
    for (State state : states) {
      for (Edge edge : state.edges()) {
        Set<Integer> together = new LinkedHashSet<>();
        edge.targets().forEach(target -> together(target, together));
        long distinctSteps = together.stream().map(i -> states[i].step()).distinct().count();
        if (distinctSteps < together.size()) {
          return true;
        }
      }
    }
    return false;
  }

  private void together(int entered, Set<Integer> into) {
    if (states[entered].kind() != State.Kind.WAITING || !into.add(entered)) {
      return;
    }
    for (Edge edge : states[entered].edges()) {
      if (edge instanceof Edge.Proceed proceed) {
        proceed.targets().forEach(target -> together(target, into));
      }
    }
  }
}
