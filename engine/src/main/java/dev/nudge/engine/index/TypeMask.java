package dev.nudge.engine.index;

/**
 * A set of event types in one number, one bit for all types whose names have the same last digits
 * of their hash: it may hold more types than were put in, never fewer. Whoever keeps one needs no
 * table to read it, and a restart changes none.
 */
public final class TypeMask {
  /** No type. */
  public static final int NONE = 0;

  /** Every type. */
  public static final int ALL = -1;

  private TypeMask() {}

  /** The set of one type. */
  public static int of(String type) {
    int hash = type.hashCode();
    return 1 << (hash ^ (hash >>> 5) ^ (hash >>> 16));
  }
}
