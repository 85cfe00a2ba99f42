package dev.nudge.console.live;

import dev.nudge.console.ConsoleSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes snapshots, one a second at most however many ask. */
@Component
final class Snapshots {
  private static final int SPAN_SECONDS = 5;
  private static final long SPAN_MILLIS = 1000L * SPAN_SECONDS;
  private static final int RATE_SECONDS = 5;
  private static final int TOP = 10;
  private static final long FRESH_MILLIS = 1_000;

  private final LiveView live;
  private final TriggerCounts counts;
  private final ObjectProvider<CampaignTexts> texts;
  private final Clock clock;
  private final @Nullable String flink;
  private @Nullable Snapshot latest;
  private long made;

  Snapshots(
      LiveView live,
      TriggerCounts counts,
      ObjectProvider<CampaignTexts> texts,
      Clock clock,
      ConsoleSettings settings) {
    this.live = live;
    this.counts = counts;
    this.texts = texts;
    this.clock = clock;
    this.flink = settings.properties().get("nudge.flink");
  }

  synchronized Snapshot snapshot() {
    long now = clock.millis();
    Snapshot known = latest;
    if (known != null && now - made < FRESH_MILLIS) {
      return known;
    }
    Snapshot.Numbers numbers = numbers();
    Snapshot fresh =
        new Snapshot(
            numbers.eventsPerSecond(),
            numbers.triggersPerSecond(),
            numbers.p50(),
            numbers.p99(),
            series(now),
            topCampaigns(now),
            live.visitors.panels(now),
            live.journal.latest(),
            live.disorder.late(now),
            live.disorder.scattered().orElse(null),
            flink);
    latest = fresh;
    made = now;
    return fresh;
  }

  Snapshot.Numbers numbers() {
    long now = clock.millis();
    return new Snapshot.Numbers(
        now,
        live.events.perSecond(now, RATE_SECONDS),
        live.triggers.perSecond(now, RATE_SECONDS),
        orNull(live.latencies.quantile(0.50, now)),
        orNull(live.latencies.quantile(0.99, now)));
  }

  private List<Snapshot.Point> series(long now) {
    List<Double> events = live.events.series(now, SPAN_SECONDS);
    List<Double> triggers = live.triggers.series(now, SPAN_SECONDS);
    long begin = Rates.begin(now, SPAN_SECONDS);
    List<Snapshot.Point> points = new ArrayList<>(events.size());
    for (int i = 0; i < Math.min(events.size(), triggers.size()); i++) {
      points.add(new Snapshot.Point(begin + i * SPAN_MILLIS, events.get(i), triggers.get(i)));
    }
    return points;
  }

  private List<Snapshot.TopCampaign> topCampaigns(long now) {
    CampaignTexts known = texts.getIfAvailable();
    Map<String, String> names = known == null ? Map.of() : known.names();
    return counts.days(Instant.ofEpochMilli(now)).entrySet().stream()
        .map(
            day ->
                new Snapshot.TopCampaign(
                    day.getKey(),
                    names.getOrDefault(day.getKey(), day.getKey()),
                    day.getValue().today(),
                    day.getValue().sparkline()))
        .sorted(
            Comparator.comparingLong(Snapshot.TopCampaign::today)
                .reversed()
                .thenComparing(Snapshot.TopCampaign::id))
        .limit(TOP)
        .toList();
  }

  private static @Nullable Long orNull(OptionalLong number) {
    return number.isPresent() ? (Long) number.getAsLong() : null;
  }
}
