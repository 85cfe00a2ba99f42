package dev.nudge.conformance.pattern;

/** What a pattern is made of. */
public sealed interface Part permits Step, Group {
  /** How close it is to the part before it. */
  Contiguity contiguity();

  /** How often it happens. */
  Repeat repeat();

  /** The same, as close. */
  Part withContiguity(Contiguity other);

  /** The same, as often. */
  Part withRepeat(Repeat other);
}
