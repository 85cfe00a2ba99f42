package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.Skip;
import java.util.Arrays;

/**
 * The most that the runs of a pattern can come to for one user.
 *
 * @param runs how many
 * @param onlyCapped whether nothing in the pattern says so: {@link Program#MAX_RUNS} does
 * @param events how many events they can keep
 * @param bytes what they take in memory, the events themselves not counted
 * @param deadlines whether they may have to be looked at when no event comes
 */
public record Bound(int runs, boolean onlyCapped, long events, long bytes, boolean deadlines) {
  // Objects on a 64-bit JVM with short references: header, fields, padding to eight bytes.
  private static final long RUN = 64;
  private static final long KEPT = 32;
  private static final long COUNTED = 56;
  private static final long PARTITION = 56;

  /** A key of {@code correlate_by} and its entry in a map that remembers their order. */
  private static final long KEY = 120;

  /** An array of runs may be twice as long as what is in it. */
  private static final long PLACE = 2 * 4;

  /** What it takes to remember that there is nothing. */
  private static final long STATE = 64;

  static Bound of(Program program) {
    long structural = runs(program);
    boolean onlyCapped = structural > Program.MAX_RUNS;
    int runs = (int) Math.min(structural, Program.MAX_RUNS);
    long links = (long) runs * (program.keepsEvents ? longestMatch(program) : steps(program));
    long partitions = program.correlateBy == null ? 1 : runs;
    if (program.distinct != null && program.correlateBy != null) {
      partitions = Math.max(partitions, Program.MAX_PARTITIONS);
    }
    long bytes =
        STATE
            + runs * (RUN + PLACE)
            + (program.keepsEvents ? Math.min(links * KEPT, Room.BYTES) : links * COUNTED)
            + partitions * (PARTITION + (program.correlateBy == null ? 0 : KEY));
    return new Bound(
        runs, onlyCapped, program.keepsEvents ? links : 0, bytes, program.longestWait > 0);
  }

  /** How many runs there can be at a time, as far as the pattern itself limits them. */
  private static long runs(Program program) {
    if (waiting(program) == 0) {
      return 0;
    }
    if (program.correlateBy != null) {
      return Long.MAX_VALUE; // each value has runs of its own
    }
    if (!anyStays(program)) {
      return new Paths(program).total();
    }
    for (State state : program.states) {
      if (program.remembers[state.index()]) {
        return Long.MAX_VALUE;
      }
    }
    // Of two runs that wait alike, the later is overtaken; see Matcher#isOvertaken.
    return program.skip == Skip.Strategy.PAST_LAST_EVENT && program.within == 0
        ? waiting(program)
        : Long.MAX_VALUE;
  }

  /** How many states a run can wait in. */
  private static int waiting(Program program) {
    boolean[] entered = new boolean[program.states.length];
    for (State state : program.states) {
      for (Edge edge : state.edges()) {
        for (int target : edge.targets()) {
          entered[target] |= program.states[target].kind() != State.Kind.FINAL;
        }
      }
    }
    int count = 0;
    for (boolean is : entered) {
      count += is ? 1 : 0;
    }
    return count;
  }

  /** Whether some event may pass a run that waits. */
  private static boolean anyStays(Program program) {
    for (State state : program.states) {
      for (Edge edge : state.edges()) {
        if (edge instanceof Edge.Ignore && !isOnlyStart(program, state)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOnlyStart(Program program, State state) {
    for (State other : program.states) {
      for (Edge edge : other.edges()) {
        if (edge.targets().contains(state.index())) {
          return false;
        }
      }
    }
    return true;
  }

  /** How many steps take events. */
  private static long steps(Program program) {
    return Arrays.stream(program.states)
        .filter(state -> state.edges().stream().anyMatch(Edge.Take.class::isInstance))
        .mapToInt(State::step)
        .distinct()
        .count();
  }

  private static long longestMatch(Program program) {
    return Math.min(new Paths(program).longest(), Program.MAX_EVENTS);
  }
}
