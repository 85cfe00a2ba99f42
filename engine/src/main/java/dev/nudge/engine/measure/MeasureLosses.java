package dev.nudge.engine.measure;

import dev.nudge.engine.expression.EvaluationError;

/** Hears of what a measure could not take or keep, so that it can be counted. */
public interface MeasureLosses {
  /** Nobody listens. */
  MeasureLosses IGNORED =
      new MeasureLosses() {
        @Override
        public void skipped(MeasurePlan plan, EvaluationError error) {}

        @Override
        public void groupDropped(MeasurePlan plan) {}
      };

  /** An event does not count because an expression of the measure failed or gave no fit value. */
  void skipped(MeasurePlan plan, EvaluationError error);

  /** The least recently updated group made room for a new one. */
  void groupDropped(MeasurePlan plan);
}
