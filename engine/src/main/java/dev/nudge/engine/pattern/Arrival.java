package dev.nudge.engine.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a run that waits for what comes next.
 *
 * @param absent the steps that must not happen meanwhile, by index
 * @param pending whether they are the last thing asked for, should nothing follow
 * @param greedy a greedy step before, which may take still more
 */
record Arrival(List<Integer> absent, boolean pending, @Nullable Greedy greedy) {
  /** Nothing holds. */
  static final Arrival FREE = new Arrival(List.of(), false, null);

  /**
   * A greedy step: an event that it would take ends the wait for what follows it.
   *
   * @param takes when it takes an event
   * @param until the condition, as a bit, after which it takes no more; 0 for none
   */
  record Greedy(Guard takes, long until) {}

  /** Nor may this step happen. */
  Arrival without(int step) {
    List<Integer> more = new ArrayList<>(absent);
    more.add(step);
    return new Arrival(List.copyOf(more), true, greedy);
  }

  /** The same where more was asked for, though it took no event: the end is no wait for these. */
  Arrival goingOn() {
    return new Arrival(absent, false, greedy);
  }

  /** The same behind a greedy step. */
  Arrival after(Greedy step) {
    return new Arrival(absent, pending, step);
  }

  /** The same once the greedy step has had all it can take. */
  Arrival freed() {
    return new Arrival(absent, pending, null);
  }
}
