package dev.nudge.engine.pattern;

import java.util.List;

/**
 * What a state may do with an event. The names are those of Flink CEP's NFA, whose semantics they
 * keep.
 */
sealed interface Edge {
  /** When it may. */
  Guard guard();

  /** Where it leads: a run goes to all of them, as one run each. */
  List<Integer> targets();

  /** The same edge under another guard. */
  Edge with(Guard other);

  /** Take the event into the match. */
  record Take(Guard guard, List<Integer> targets) implements Edge {
    @Override
    public Take with(Guard other) {
      return new Take(other, targets);
    }
  }

  /** Let the event pass and stay. */
  record Ignore(Guard guard) implements Edge {
    @Override
    public Ignore with(Guard other) {
      return new Ignore(other);
    }

    @Override
    public List<Integer> targets() {
      return List.of();
    }
  }

  /** Let other states look at the same event; at a final one, the match is complete. */
  record Proceed(Guard guard, List<Integer> targets) implements Edge {
    @Override
    public Proceed with(Guard other) {
      return new Proceed(other, targets);
    }
  }

  /** Give the run up: what must not happen did. */
  record Stop(Guard guard) implements Edge {
    @Override
    public Stop with(Guard other) {
      return new Stop(other);
    }

    @Override
    public List<Integer> targets() {
      return List.of();
    }
  }
}
