package dev.nudge.engine.expression;

/**
 * A node whose value is a timestamp in whole milliseconds, which needs no object to be compared.
 */
interface TimeSource {
  /** Leaves the milliseconds in the frame's word; false where there is only an error, left too. */
  boolean loadMillis(Frame frame);
}
