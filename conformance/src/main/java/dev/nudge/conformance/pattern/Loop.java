package dev.nudge.conformance.pattern;

/** What may lie between one time of a repetition and the next. */
public enum Loop {
  /** Events that do not fit. */
  RELAXED,
  /** Nothing. */
  CONSECUTIVE,
  /** Any events. */
  COMBINATIONS
}
