package dev.nudge.engine.campaign;

/** What a pattern is made of: a step, or a group of parts. */
public sealed interface PatternPart permits StepSpec, GroupSpec {
  /** How close its first event is to what came before. */
  Contiguity contiguity();

  /** How often it happens. */
  Repeat repeat();
}
