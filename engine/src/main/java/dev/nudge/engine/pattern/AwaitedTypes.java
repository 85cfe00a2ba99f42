package dev.nudge.engine.pattern;

import dev.nudge.engine.index.TypeMask;

/**
 * Which events have to be shown to the runs that a user has of a pattern, by their type: any other
 * leaves all of them as they are, and nothing that is asked of it could fail.
 */
final class AwaitedTypes {
  private final String[] types;
  private final boolean all;

  /**
   * Of a pattern.
   *
   * @param types the types that it names, in the order of their bits
   */
  AwaitedTypes(Program program, String[] types) {
    this.types = types;
    // Asked of every event: what may fail, and what remembers what it was.
    all =
        program.among != null
            || program.distinct != null
            || (program.correlateBy != null && !Opening.readsEvent(program.correlateBy));
  }

  /** The types that its runs wait for, perhaps more, as a {@link TypeMask}. */
  int of(PatternState state) {
    if (all) {
      return TypeMask.ALL;
    }
    if (state.runs == 0) {
      return TypeMask.NONE;
    }
    return mask(state.only == null ? state.partitions.waits() : state.only.waits);
  }

  private int mask(long bits) {
    if ((bits & Program.OTHER_TYPE) != 0) {
      return TypeMask.ALL;
    }
    int mask = TypeMask.NONE;
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      mask |= TypeMask.of(types[Long.numberOfTrailingZeros(rest)]);
    }
    return mask;
  }
}
