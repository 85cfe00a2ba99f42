package dev.nudge.engine.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The edges of a state as the matcher reads them: flat, in few lines of memory. */
final class Ways {
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

  private Ways(List<Edge> edges) {
    size = edges.size();
    kinds = new Kind[size];
    all = new long[size];
    none = new long[size];
    unless = new Guard[size][];
    targets = new int[size][];
    for (int i = 0; i < size; i++) {
      Edge edge = edges.get(i);
      kinds[i] = kind(edge);
      all[i] = edge.guard().all();
      none[i] = edge.guard().none();
      unless[i] = edge.guard().unless().isEmpty() ? NONE : edge.guard().unless().toArray(NONE);
      targets[i] = ints(edge.targets());
    }
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

  static Ways of(State state) {
    return new Ways(state.edges());
  }

  static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether a way is open for a run; for none: for one that begins. */
  boolean isOpen(int way, Conditions conditions, @Nullable Run run) {
    if (!conditions.allHold(all[way], run) || conditions.anyHolds(none[way], run)) {
      return false;
    }
    for (Guard other : unless[way]) {
      if (conditions.isOpen(other, run)) {
        return false;
      }
    }
    return true;
  }
}
