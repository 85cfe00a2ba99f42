package dev.nudge.conformance.pattern;

/** How close a part is to the one before it. */
public enum Contiguity {
  /** The very next event. */
  NEXT,
  /** The next event that fits. */
  FOLLOWED_BY,
  /** Any later event that fits. */
  FOLLOWED_BY_ANY
}
