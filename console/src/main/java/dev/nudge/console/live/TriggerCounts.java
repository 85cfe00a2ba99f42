package dev.nudge.console.live;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How often campaigns fired, by when Kafka was given the triggers. Days and hours are of UTC. */
@Component
public class TriggerCounts {
  private static final int HOURS = 24;
  private static final String SPANS =
      """
      select floor(extract(epoch from minute - :first::timestamptz) * 1000 / :span)::integer, sum(fired)
      from trigger_minute
      where minute >= :first::timestamptz and minute < :end::timestamptz
        and (:campaign::text is null or campaign = :campaign)
      group by 1
      """;
  private static final Duration KEPT = Duration.ofDays(400);

  private final JdbcClient database;

  TriggerCounts(JdbcClient database) {
    this.database = database;
  }

  /**
   * A campaign.
   *
   * @param today since midnight
   * @param sparkline by hour, for the last 24 hours, the current one last
   */
  public record Day(long today, List<Long> sparkline) {}

  /**
   * So many triggers.
   *
   * @param time the beginning, in milliseconds since 1970-01-01T00:00Z
   */
  public record Bucket(long time, long count) {}

  /** The campaigns that fired in the last 24 hours, by id. */
  public Map<String, Day> days(Instant now) {
    Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    Instant first = hour.minus(Duration.ofHours(HOURS - 1));
    Map<String, long[]> hours = new HashMap<>();
    Map<String, Long> today = new HashMap<>();
    database
        .sql(
            "select campaign, date_trunc('hour', minute, 'UTC') as hour, sum(fired) as fired"
                + " from trigger_minute where minute >= ? group by 1, 2")
        .param(Timestamp.from(first.isBefore(midnight) ? first : midnight))
        .query(
            row -> {
              String campaign = row.getString(1);
              Instant at = row.getTimestamp(2).toInstant();
              long fired = row.getLong(3);
              int index = (int) Duration.between(first, at).toHours();
              if (index >= 0 && index < HOURS) {
                hours.computeIfAbsent(campaign, any -> new long[HOURS])[index] += fired;
              }
              if (!at.isBefore(midnight)) {
                today.merge(campaign, fired, Long::sum);
              }
            });
    Map<String, Day> days = new HashMap<>();
    hours.forEach(
        (campaign, counts) ->
            days.put(
                campaign,
                new Day(today.getOrDefault(campaign, 0L), Arrays.stream(counts).boxed().toList())));
    return days;
  }

  /** The hours of a campaign that did not fire. */
  public static List<Long> noSparkline() {
    return Arrays.stream(new long[HOURS]).boxed().toList();
  }

  /** A campaign's triggers in equal spans of time up to now; spans without any are there too. */
  List<Bucket> buckets(String campaign, Duration span, int number, Instant now) {
    long millis = span.toMillis();
    long end = Math.floorDiv(now.toEpochMilli(), millis) * millis;
    return buckets(Optional.of(campaign), end - (number - 1) * millis, span, number);
  }

  /**
   * The triggers of a campaign, or of all, in equal spans of whole minutes.
   *
   * @param first when the first begins, in milliseconds
   */
  List<Bucket> buckets(Optional<String> campaign, long first, Duration span, int number) {
    long millis = span.toMillis();
    long[] counts = new long[number];
    database
        .sql(SPANS)
        .param("span", millis)
        .param("first", new Timestamp(first))
        .param("end", new Timestamp(first + number * millis))
        .param("campaign", campaign.orElse(null), Types.VARCHAR)
        .query(
            row -> {
              int index = row.getInt(1);
              if (index >= 0 && index < number) {
                counts[index] += row.getLong(2);
              }
            });
    List<Bucket> buckets = new ArrayList<>(number);
    for (int i = 0; i < number; i++) {
      buckets.add(new Bucket(first + i * millis, counts[i]));
    }
    return buckets;
  }

  /** The first minute of which some are known. */
  Optional<Instant> since() {
    return database
        .sql("select min(minute) from trigger_minute")
        .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  /** All that a campaign ever fired, and since midnight. */
  long[] firedAndToday(String campaign, Instant now) {
    return database
        .sql(
            "select coalesce(sum(fired), 0), coalesce(sum(fired) filter (where minute >= ?), 0)"
                + " from trigger_minute where campaign = ?")
        .param(Timestamp.from(now.truncatedTo(ChronoUnit.DAYS)))
        .param(campaign)
        .query((row, number) -> new long[] {row.getLong(1), row.getLong(2)})
        .single();
  }

  /** Minutes are kept for a year and a month. */
  @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
  void forget() {
    database
        .sql("delete from trigger_minute where minute < ?")
        .param(Timestamp.from(Instant.now().minus(KEPT)))
        .update();
  }
}
