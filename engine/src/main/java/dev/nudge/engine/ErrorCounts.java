package dev.nudge.engine;

import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.measure.MeasureLosses;
import dev.nudge.engine.measure.MeasurePlan;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often something of one campaign failed or was dropped, by reason. */
final class ErrorCounts implements MeasureLosses {
  private final Map<Object, long[]> counts = new HashMap<>();

  void error(EvaluationError error) {
    count(error.reason());
  }

  void failed() {
    count("internal");
  }

  void runDropped() {
    count("run dropped");
  }

  @Override
  public void skipped(MeasurePlan plan, EvaluationError error) {
    count(error.reason());
  }

  @Override
  public void groupDropped(MeasurePlan plan) {
    count("group dropped");
  }

  private void count(Object reason) {
    counts.computeIfAbsent(reason, r -> new long[1])[0]++;
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** By reason, as people read it: {@code missing}, {@code wrong type}. */
  Map<String, Long> byReason() {
    Map<String, Long> byReason = new TreeMap<>();
    counts.forEach(
        (reason, count) ->
            byReason.put(reason.toString().toLowerCase(Locale.ROOT).replace('_', ' '), count[0]));
    return byReason;
  }
}
