package dev.nudge.job.detect;

import dev.nudge.engine.document.ZoneSuggestion;
import dev.nudge.engine.event.Plausible;
import dev.nudge.job.rejected.RejectedCounts;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is counted while detecting, under Flink's metric group {@code nudge}. In Prometheus the
 * names begin with {@code flink_taskmanager_job_task_operator_nudge_}.
 */
final class DetectMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(DetectMetrics.class);
  private static final int LATENCIES = 1_000;
  private static final String DROPPED = "run dropped";

  private final MetricGroup group;
  private final Counter events;
  private final RejectedCounts rejected;
  private final Counter repeats;
  private final Counter disordered;
  private final Counter moved;
  private final Counter scattered;
  private final Counter rebuilds;
  private final Counter likeSeconds;
  private final Counter unknownZones;
  private final Counter usersForgotten;
  private final Counter usersRead;
  private final Counter usersWritten;
  private final Histogram latency;
  private final Set<String> toldZones = new HashSet<>();
  private final CampaignCounters campaigns;

  DetectMetrics(MetricGroup operator) {
    this.group = operator.addGroup("nudge");
    this.campaigns = new CampaignCounters(group);
    this.events = group.counter("events");
    this.rejected = new RejectedCounts(operator);
    this.repeats = group.counter("repeats");
    this.disordered = group.counter("eventsOutOfOrder");
    this.moved = group.counter("eventsFromAnotherPartition");
    this.scattered = group.counter("usersInSeveralPartitions");
    this.rebuilds = group.counter("campaignSets");
    this.likeSeconds = group.counter("eventTimesLikeSeconds");
    this.unknownZones = group.counter("unknownTimeZones");
    this.usersForgotten = group.counter("usersForgotten");
    this.usersRead = group.counter("usersRead");
    this.usersWritten = group.counter("usersWritten");
    this.latency = group.histogram("latencyMillis", new DescriptiveStatisticsHistogram(LATENCIES));
  }

  void event(long time) {
    events.inc();
    if (Plausible.looksLikeSeconds(time)) {
      if (likeSeconds.getCount() == 0) {
        LOG.warn("times of events {}", Plausible.LIKE_SECONDS);
      }
      likeSeconds.inc();
    }
  }

  void rejected(String reason) {
    rejected.rejected(reason);
  }

  /** All that is rejected here. */
  RejectedCounts rejections() {
    return rejected;
  }

  /** An event came again and was dropped. */
  void repeated() {
    repeats.inc();
  }

  /** An event was older than another of its user that came before it. */
  void disordered() {
    disordered.inc();
  }

  /** An event came from another partition than the one of its user before it. */
  void moved() {
    moved.inc();
  }

  /** A user has events in several partitions of a topic. */
  void scattered() {
    scattered.inc();
  }

  void rebuilt() {
    rebuilds.inc();
  }

  /** Nothing was left of a user. */
  void userForgotten() {
    usersForgotten.inc();
  }

  /** A user was read from bytes, in memory or on disk; there, or was not there. */
  void userRead() {
    usersRead.inc();
  }

  /** A user was written as bytes, in memory or to disk. */
  void userWritten() {
    usersWritten.inc();
  }

  /** From the writing of an event to the trigger it causes. */
  void latency(long millis) {
    latency.update(millis);
  }

  /** What is counted of each campaign. */
  CampaignCounters campaigns() {
    return campaigns;
  }

  /** Brings the counters to these sums, by campaign and reason. */
  void failures(Map<String, Map<String, Long>> sums) {
    sums.forEach(
        (campaign, reasons) ->
            reasons.forEach((reason, sum) -> raise(counter(campaign, reason), sum)));
  }

  /**
   * Brings the counter to the sum of these, by what was named as a time zone and is none; each of
   * them is told once.
   */
  void unknownZones(Map<String, Long> sums) {
    for (String named : sums.keySet()) {
      if (toldZones.add(named)) {
        LOG.warn(
            "a profile's timezone '{}' is no time zone{}; its user's days are those of 'time.zone'",
            named,
            ZoneSuggestion.didYouMean(named));
      }
    }
    raise(unknownZones, sums.values().stream().mapToLong(Long::longValue).sum());
  }

  private Counter counter(String campaign, String reason) {
    return reason.equals(DROPPED)
        ? campaigns.dropped(campaign)
        : campaigns.failures(campaign, reason);
  }

  private static void raise(Counter counter, long sum) {
    counter.inc(sum - counter.getCount());
  }
}
