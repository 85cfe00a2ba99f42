package dev.nudge.engine.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * What holds for a run that waits for what comes next.
 *
 * @param absent the steps that must not happen meanwhile, by index
 * @param pending whether they are the last thing asked for, should nothing follow
 * @param unless events that a greedy step before would take: they end the wait
 */
record Arrival(List<Integer> absent, boolean pending, List<Guard> unless) {
  /** Nothing holds. */
  static final Arrival FREE = new Arrival(List.of(), false, List.of());

  /** Nor may this step happen. */
  Arrival without(int step) {
    List<Integer> more = new ArrayList<>(absent);
    more.add(step);
    return new Arrival(List.copyOf(more), true, unless);
  }

  /** The same where more was asked for, though it took no event: the end is no wait for these. */
  Arrival goingOn() {
    return new Arrival(absent, false, unless);
  }

  Arrival after(Guard greedy) {
    List<Guard> more = new ArrayList<>(unless);
    more.add(greedy);
    return new Arrival(absent, pending, List.copyOf(more));
  }
}
