package dev.nudge.console.live;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is happening right now.
 *
 * @param eventsPerSecond that Kafka was given, over the last five seconds
 * @param p50 milliseconds from when Kafka was given the completing event to when it was given the
 *     trigger, of half of the last minute's triggers at most; null where there was none. Deadlines
 *     and triggers that do not name their events are left out
 * @param p99 the same of 99 in 100
 * @param series of the last 15 minutes, in spans of 5 seconds
 * @param late events of the last minute that came after a later one of their user
 * @param scattered a source in which a user's events lie in several partitions, so that their order
 *     is lost; null for none
 * @param flink where Flink's own web page is, for a browser of its machine; null for nowhere
 */
record Snapshot(
    double eventsPerSecond,
    double triggersPerSecond,
    @Schema(nullable = true) @Nullable Long p50,
    @Schema(nullable = true) @Nullable Long p99,
    List<Point> series,
    List<TopCampaign> topCampaigns,
    Visitors.Panels panels,
    List<Journal.Entry> journal,
    long late,
    @Schema(nullable = true) @Nullable String scattered,
    @Schema(nullable = true) @Nullable String flink) {

  /**
   * Averages a second.
   *
   * @param time the beginning of the span, in milliseconds since 1970-01-01T00:00Z
   */
  record Point(long time, double events, double triggers) {}

  /**
   * A campaign that fired in the last 24 hours.
   *
   * @param today since midnight, UTC
   * @param sparkline by hour, the current one last
   */
  record TopCampaign(String id, String name, long today, List<Long> sparkline) {}

  /** What of it changes each second, as the stream sends it. */
  record Numbers(
      long time,
      double eventsPerSecond,
      double triggersPerSecond,
      @Nullable Long p50,
      @Nullable Long p99) {}
}
