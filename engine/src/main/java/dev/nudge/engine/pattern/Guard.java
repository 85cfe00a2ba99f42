package dev.nudge.engine.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * When an edge is open: all of some conditions hold, none of others does, and none of some guards
 * is open. Conditions are bits by their number.
 */
record Guard(long all, long none, List<Guard> unless) {
  /** Always open. */
  static final Guard OPEN = new Guard(0, 0, List.of());

  static Guard when(int condition) {
    return new Guard(1L << condition, 0, List.of());
  }

  /** This one, and closed where any of these conditions holds. */
  Guard andNone(long conditions) {
    return new Guard(all, none | conditions, unless);
  }

  /** This one, and closed where another is open. */
  Guard andNot(Guard other) {
    List<Guard> both = new ArrayList<>(unless);
    both.add(other);
    return new Guard(all, none, List.copyOf(both));
  }

  /** Whether another is certainly closed where this one is open. */
  boolean excludes(Guard other) {
    return (all & other.none) != 0
        || (none & other.all) != 0
        || other.unless.stream().anyMatch(this::implies);
  }

  /** Whether another is certainly open where this one is. */
  private boolean implies(Guard other) {
    return (other.all & ~all) == 0 && (other.none & ~none) == 0 && other.unless.isEmpty();
  }

  /** Every condition it looks at. */
  long conditions() {
    long conditions = all | none;
    for (Guard other : unless) {
      conditions |= other.conditions();
    }
    return conditions;
  }
}
