package dev.nudge.job.rejected;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts what could not be used, by reason, under Flink's metric group {@code nudge}. A reason has
 * a counter from its first time on; those of which alarms are raised have one from the start, for a
 * series that begins with its first count does not rise.
 */
public final class RejectedCounts {
  private final MetricGroup group;
  private final Map<String, Counter> counters = new HashMap<>();

  /** Counts for an operator. */
  public RejectedCounts(MetricGroup operator) {
    this.group = operator.addGroup("nudge");
    counter(Guard.INTERNAL);
    counter(RejectedRecords.UNREADABLE);
  }

  /** Something was rejected. */
  public void rejected(String reason) {
    counter(reason).inc();
  }

  private Counter counter(String reason) {
    return counters.computeIfAbsent(
        reason, word -> group.addGroup("reason", word.replace(' ', '_')).counter("rejected"));
  }
}
