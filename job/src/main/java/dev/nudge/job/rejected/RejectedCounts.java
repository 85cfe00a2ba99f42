package dev.nudge.job.rejected;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts what could not be used, by reason, under Flink's metric group {@code nudge}. A reason has
 * a counter from its first time on.
 */
public final class RejectedCounts {
  private final MetricGroup group;
  private final Map<String, Counter> counters = new HashMap<>();

  /** Counts for an operator. */
  public RejectedCounts(MetricGroup operator) {
    this.group = operator.addGroup("nudge");
  }

  /** Something was rejected. */
  public void rejected(String reason) {
    counters
        .computeIfAbsent(
            reason, word -> group.addGroup("reason", word.replace(' ', '_')).counter("rejected"))
        .inc();
  }
}
