package dev.nudge.engine.campaign;

/** How close a step is to the one before it. */
public enum Contiguity {
  /** The very next event (strict). */
  NEXT,
  /** The next event that fits (relaxed). */
  FOLLOWED_BY,
  /** Any later event that fits (non-deterministic relaxed). */
  FOLLOWED_BY_ANY
}
