package dev.nudge.console.live;

import dev.nudge.console.source.ArrivedRecords;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Events and triggers of a time range, in spans of whole minutes that begin at even times. */
@Component
final class History {
  private static final Duration LONGEST = Duration.ofDays(400);

  private final ArrivedRecords events;
  private final TriggerCounts triggers;

  History(ArrivedRecords events, TriggerCounts triggers) {
    this.events = events;
    this.triggers = triggers;
  }

  /**
   * What happened in a time range.
   *
   * @param spanMillis how long each span is
   * @param spans without a gap; the first holds {@code from}, the last what is before {@code until}
   * @param kept since when it is known at all
   */
  record LiveHistory(long spanMillis, List<HistorySpan> spans, Kept kept) {}

  /**
   * So many in a span of time.
   *
   * @param time its beginning, in milliseconds since 1970-01-01T00:00Z
   * @param events records that the topics of events were given; null for a time of which they keep
   *     none
   * @param triggers that fired
   */
  record HistorySpan(long time, @Nullable Long events, long triggers) {}

  /**
   * Since when something is known.
   *
   * @param events ISO-8601: the oldest record that the topics of events still have; null for none
   * @param triggers ISO-8601: the first minute that has any; null for none
   */
  record Kept(@Nullable String events, @Nullable String triggers) {}

  /**
   * Counts.
   *
   * @param campaign whose triggers; events are those of all
   * @throws ApiException 400 where the range is none, or too long
   */
  LiveHistory between(Instant from, Instant until, Optional<String> campaign) {
    TimeRange.check(from, until, LONGEST);
    long span = EvenSpans.millis(Duration.between(from, until));
    long first = Math.floorDiv(from.toEpochMilli(), span) * span;
    int number = (int) ((until.toEpochMilli() - first - 1) / span + 1);
    Optional<Instant> eventsSince = events.keptSince();
    List<Long> came = events.counts(first, span, number);
    List<TriggerCounts.Bucket> fired =
        triggers.buckets(campaign, first, Duration.ofMillis(span), number);
    List<HistorySpan> spans = new ArrayList<>(number);
    for (int i = 0; i < number; i++) {
      long time = first + i * span;
      boolean isKept = eventsSince.map(since -> since.toEpochMilli() < time + span).orElse(true);
      spans.add(new HistorySpan(time, isKept ? came.get(i) : null, fired.get(i).count()));
    }
    return new LiveHistory(
        span,
        spans,
        new Kept(
            eventsSince.map(Instant::toString).orElse(null),
            triggers.since().map(Instant::toString).orElse(null)));
  }
}
