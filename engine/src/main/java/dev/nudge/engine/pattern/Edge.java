package dev.nudge.engine.pattern;

/**
 * What a state may do with an event. The names are those of Flink CEP's NFA, whose semantics they
 * keep.
 */
sealed interface Edge {
  /** Where it leads. */
  int target();

  /** Take the event into the match if the condition holds. */
  record Take(int condition, int target) implements Edge {}

  /** Let the event pass: always, or if the condition does not hold. */
  record Ignore(int unless, int target) implements Edge {
    /** In place of a condition: every event may pass. */
    static final int NEVER = -1;
  }

  /** Let another state look at the same event, if the condition does not hold. */
  record Proceed(int unless, int target) implements Edge {}

  /** Give the run up if the condition holds: what must not happen did. */
  record Stop(int condition) implements Edge {
    @Override
    public int target() {
      return -1;
    }
  }
}
