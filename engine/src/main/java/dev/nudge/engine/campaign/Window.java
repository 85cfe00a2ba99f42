package dev.nudge.engine.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which events a measure sees, by their time. */
public sealed interface Window {
  /** All of the kept history. */
  record All() implements Window {}

  /** The sliding window (now - length, now]. */
  record Sliding(Duration length) implements Window {}

  /** From {@code from}, inclusive, to {@code to}, exclusive; without {@code to}, up to now. */
  record Between(Bound from, Optional<Bound> to) implements Window {}

  /** One end of a window. */
  sealed interface Bound {
    /** A fixed time. */
    record At(Instant time) implements Bound {}

    /** The campaign version's publish time plus an offset, which may be negative. */
    record Publish(Duration offset) implements Bound {}

    /**
     * The start of the calendar day of now, in the zone that the user's profile tag {@code
     * timezone} names, else UTC. Only as {@code from}.
     */
    record Day() implements Bound {}
  }
}
