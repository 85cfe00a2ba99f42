package dev.nudge.job.detect;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/** Counters of each campaign, made when they first count something. */
public final class CampaignCounters {
  private final MetricGroup parent;
  private final Map<String, OfCampaign> campaigns = new HashMap<>();

  private record OfCampaign(MetricGroup group, Map<String, Counter> counters) {}

  /** Counters in groups of this one. */
  public CampaignCounters(MetricGroup parent) {
    this.parent = parent;
  }

  /** A trigger went out. */
  public void trigger(String campaign) {
    of(campaign, "triggers").inc();
  }

  /** A candidate did not go out. */
  public void withheld(String campaign) {
    of(campaign, "withheld").inc();
  }

  /** Runs that were dropped. */
  Counter dropped(String campaign) {
    return of(campaign, "runsDropped");
  }

  /** Conditions that failed for a reason. */
  Counter failures(String campaign, String reason) {
    OfCampaign counted = group(campaign);
    return counted.counters.computeIfAbsent(
        "reason " + reason,
        name ->
            counted.group.addGroup("reason", reason.replace(' ', '_')).counter("conditionErrors"));
  }

  /** Nothing is counted of a campaign any more: what was leaves the metrics. */
  void forget(String campaign) {
    OfCampaign counted = campaigns.remove(campaign);
    if (counted != null && counted.group instanceof AbstractMetricGroup<?> registered) {
      registered.close(); // Flink's face for users knows no way back
    }
  }

  private Counter of(String campaign, String name) {
    OfCampaign counted = group(campaign);
    return counted.counters.computeIfAbsent(name, counted.group::counter);
  }

  private OfCampaign group(String campaign) {
    return campaigns.computeIfAbsent(
        campaign, id -> new OfCampaign(parent.addGroup("campaign", id), new HashMap<>()));
  }
}
