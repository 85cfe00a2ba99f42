package dev.nudge.engine.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run waits for.
 *
 * @param step the name of a step; of the last one, where it waits for nothing
 * @param kind in what way
 * @param due when it is given up, or is a match, in milliseconds since 1970-01-01T00:00Z; {@link
 *     Long#MAX_VALUE} for never
 * @param unless the absent steps that must not happen meanwhile
 */
public record Wait(String step, Kind kind, long due, List<String> unless) {
  /** The ways to wait. */
  public enum Kind {
    /** For an event of the step; others may pass. */
    EVENT,
    /** For the very next event, which must be of the step. */
    NEXT,
    /** For the very next event, which must not be of the step. */
    OTHER,
    /** For the time to come by which the step has not happened. */
    DEADLINE,
    /** For nothing: it is a match. */
    NOTHING
  }

  static Wait of(Program program, Run run) {
    State state = program.states[run.state()];
    List<String> unless = new ArrayList<>();
    for (Edge edge : state.edges()) {
      if (edge instanceof Edge.Stop) {
        for (long rest = edge.guard().all(); rest != 0; rest &= rest - 1) {
          String part = program.conditions[Long.numberOfTrailingZeros(rest)].part();
          if (!unless.contains(part)) {
            unless.add(part);
          }
        }
      }
    }
    return new Wait(
        program.stepNames[state.step()], kind(state), program.due(run), List.copyOf(unless));
  }

  private static Kind kind(State state) {
    if (state.kind() == State.Kind.FINAL) {
      return Kind.NOTHING;
    }
    if (state.kind() == State.Kind.PENDING) {
      return Kind.DEADLINE;
    }
    boolean takes = false;
    boolean passes = false;
    boolean proceeds = false;
    for (Edge edge : state.edges()) {
      takes |= edge instanceof Edge.Take;
      passes |= edge instanceof Edge.Ignore;
      proceeds |= edge instanceof Edge.Proceed;
    }
    if (proceeds && !takes) {
      return Kind.OTHER;
    }
    return passes ? Kind.EVENT : Kind.NEXT;
  }
}
