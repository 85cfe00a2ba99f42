package dev.nudge.engine;

/**
 * Hears in detail what a {@link Detector} does and why, in the order in which it does it, on its
 * thread. Where nobody observes, nothing of it is made.
 */
@FunctionalInterface
public interface Observer {
  /** Something was decided. */
  void observe(Observation observation);
}
