package dev.nudge.engine.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The edges of a state as the matcher reads them: flat, in few lines of memory. */
final class EdgeTable {
  private static final Guard[] NONE = {};

  final int size;
  final Kind[] kinds;
  final long[] all;
  final long[] none;
  final Guard[][] unless;
  final int[][] targets;

  enum Kind {
    TAKE,
    IGNORE,
    STOP,
    PROCEED
  }

  /**
   * For each, whether it takes the event to one state in which a run waits, and no other edge is
   * open when it is: nothing else comes of the run.
   */
  final boolean[] alone;

  private EdgeTable(State state, List<State> states) {
    List<Edge> edges = state.edges();
    size = edges.size();
    kinds = new Kind[size];
    all = new long[size];
    none = new long[size];
    unless = new Guard[size][];
    targets = new int[size][];
    alone = new boolean[size];
    for (int i = 0; i < size; i++) {
      Edge edge = edges.get(i);
      kinds[i] = kind(edge);
      all[i] = edge.guard().all();
      none[i] = edge.guard().none();
      unless[i] = edge.guard().unless().isEmpty() ? NONE : edge.guard().unless().toArray(NONE);
      targets[i] = ints(edge.targets());
      alone[i] = isAlone(edge, edges, states);
    }
  }

  private static boolean isAlone(Edge edge, List<Edge> edges, List<State> states) {
    return edge instanceof Edge.Take
        && edge.targets().size() == 1
        && states.get(edge.targets().get(0)).kind() != State.Kind.FINAL
        && edges.stream().allMatch(other -> other == edge || edge.guard().excludes(other.guard()));
  }

  private static Kind kind(Edge edge) {
    if (edge instanceof Edge.Take) {
      return Kind.TAKE;
    }
    if (edge instanceof Edge.Ignore) {
      return Kind.IGNORE;
    }
    return edge instanceof Edge.Stop ? Kind.STOP : Kind.PROCEED;
  }

  static EdgeTable[] of(List<State> states) {
    return states.stream().map(state -> new EdgeTable(state, states)).toArray(EdgeTable[]::new);
  }

  static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether an edge is open for a run; for none: for one that begins. */
  boolean isOpen(int edge, Conditions conditions, @Nullable Run run) {
    if (!conditions.allHold(all[edge], run) || conditions.anyHolds(none[edge], run)) {
      return false;
    }
    for (Guard other : unless[edge]) {
      if (conditions.isOpen(other, run)) {
        return false;
      }
    }
    return true;
  }
}
