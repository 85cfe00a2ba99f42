package dev.nudge.job.size;

import java.util.List;

/** How records of a kind are cut: step by step, from mild to harsh, until they fit. */
interface Rule {
  /** A step. */
  @FunctionalInterface
  interface Step {
    /** Makes the record smaller, if it has what this step is about. */
    void cut(CutRecord record);
  }

  /** The steps, in order. */
  List<Step> steps();
}
