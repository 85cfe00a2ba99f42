package dev.nudge.engine;

import dev.nudge.engine.measure.MeasurePlan;

/**
 * What an event of one type concerns.
 *
 * @param measures that may take it in
 * @param conditions campaigns without a pattern that one of these measures may make true
 * @param patterns campaigns whose pattern it may move
 */
@SuppressWarnings("ArrayRecordComponent") // read in the inner loop, never handed out
record Interest(Measured[] measures, CompiledCampaign[] conditions, CompiledCampaign[] patterns) {
  /**
   * A measure, however many campaigns use it.
   *
   * @param owner the index of the campaign that its errors are counted for: the first that uses it
   */
  record Measured(MeasurePlan plan, int owner) {}

  boolean isNone() {
    return measures.length == 0 && conditions.length == 0 && patterns.length == 0;
  }
}
