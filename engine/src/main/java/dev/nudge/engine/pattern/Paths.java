package dev.nudge.engine.pattern;

import java.util.Arrays;

/** The ways through a program, counted; a program that may go round for ever has endlessly many. */
final class Paths {
  private static final long ENDLESS = Long.MAX_VALUE;
  private static final long UNKNOWN = -1;
  private static final long OPEN = -2;

  private final Program program;

  Paths(Program program) {
    this.program = program;
  }

  /**
   * How many ways there are from a first event to a state in which a run waits. Where no event may
   * pass a waiting run, there is at most one run for each: where it began and the way it took are
   * all it can differ in.
   */
  long total() {
    long[] from = unknown();
    long total = 0;
    for (int start : program.starts) {
      long ways = waysOn(start, from);
      total = ways == ENDLESS || total == ENDLESS ? ENDLESS : total + ways;
    }
    return total;
  }

  /** Ways of one edge or more from a state to a waiting one. */
  private long waysOn(int state, long[] from) {
    if (from[state] == OPEN) {
      return ENDLESS;
    }
    if (from[state] != UNKNOWN) {
      return from[state];
    }
    from[state] = OPEN;
    long ways = 0;
    for (Edge edge : program.states[state].edges()) {
      for (int target : edge.targets()) {
        if (program.states[target].kind() != State.Kind.FINAL) {
          long on = waysOn(target, from);
          ways = on == ENDLESS || ways == ENDLESS ? ENDLESS : ways + 1 + on;
        }
      }
    }
    from[state] = ways;
    return ways;
  }

  /** How many events the longest match has. */
  long longest() {
    long[] from = unknown();
    long longest = 0;
    for (int start : program.starts) {
      longest = Math.max(longest, longest(start, from));
    }
    return longest;
  }

  private long longest(int state, long[] from) {
    if (from[state] == OPEN) {
      return ENDLESS;
    }
    if (from[state] != UNKNOWN) {
      return from[state];
    }
    from[state] = OPEN;
    long longest = 0;
    for (Edge edge : program.states[state].edges()) {
      long taken = edge instanceof Edge.Take ? 1 : 0;
      for (int target : edge.targets()) {
        long on = longest(target, from);
        longest = on == ENDLESS ? ENDLESS : Math.max(longest, taken + on);
        if (longest == ENDLESS) {
          from[state] = ENDLESS;
          return ENDLESS;
        }
      }
    }
    from[state] = longest;
    return longest;
  }

  private long[] unknown() {
    long[] from = new long[program.states.length];
    Arrays.fill(from, UNKNOWN);
    return from;
  }
}
