package dev.nudge.console.live;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.live.Positions.Place;
import dev.nudge.stream.Extent;
import dev.nudge.stream.KafkaClients;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.stereotype.Component;

/**
 * The latest triggers of a campaign, a user or a time: from the ring, and where that has not enough
 * of them, from the last 200,000 of that time in their topics, for three seconds and up to 16 MiB
 * at most.
 */
@Component
final class LatestTriggers {
  private static final long LOOKED_AT = 200_000;

  /** Where triggers are large, the answer has fewer of them. */
  private static final long BYTES = 16L << 20;

  /** By which what the ring has lost may be newer than its oldest. */
  private static final long SKEW_MILLIS = 10_000;

  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

  private final LiveView live;
  private final KafkaClients clients;
  private final ResultTopics topics;

  LatestTriggers(LiveView live, KafkaClients clients, ConsoleSettings settings) {
    this.live = live;
    this.clients = clients;
    this.topics = new ResultTopics(settings.topics());
  }

  /**
   * Which triggers.
   *
   * @param campaign of this campaign alone
   * @param user for this user alone
   * @param from that Kafka was given then or later, in milliseconds since 1970-01-01T00:00Z
   * @param until that it was given before then
   */
  record Wanted(Optional<String> campaign, Optional<String> user, long from, long until) {
    boolean has(Line line) {
      return line.kind() == Kind.TRIGGER
          && (campaign.isEmpty() || campaign.get().equals(line.campaign()))
          && (user.isEmpty() || user.get().equals(line.user()))
          && line.arrived() >= from
          && line.arrived() < until;
    }
  }

  /** Newest first, by when Kafka was given them. */
  List<Line> find(Wanted wanted, int limit) {
    List<Line> ring = live.ring.latest();
    List<Line> recent = ring.stream().filter(wanted::has).limit(limit).toList();
    // The topic has no more than the ring where it began later; without Kafka nothing is known.
    boolean all =
        live.ring.bounds().from().next().values().stream().allMatch(offset -> offset == 0)
            || (!ring.isEmpty()
                && ring.get(ring.size() - 1).arrived() < wanted.from() - SKEW_MILLIS);
    return all || recent.size() == limit ? recent : search(wanted, limit);
  }

  private List<Line> search(Wanted wanted, int limit) {
    Extent extent;
    Consumer<byte[], byte[]> consumer = clients.consumer();
    try {
      extent =
          Extent.between(
              consumer,
              KafkaClients.partitions(consumer, topics.triggers()),
              wanted.from(),
              wanted.until(),
              LOOKED_AT);
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
    Comparator<Line> byTime =
        Comparator.comparingLong(Line::arrived)
            .thenComparing(Line::place)
            .thenComparingLong(Line::offset);
    Map<Place, Deque<Line>> partitions = new HashMap<>();
    long[] bytes = {0};
    long begin = System.nanoTime();
    extent.read(
        clients,
        () -> System.nanoTime() - begin > PATIENCE_NANOS,
        record -> {
          Lines.of(topics, record)
              .filter(wanted::has)
              .ifPresent(
                  line -> {
                    Deque<Line> latest =
                        partitions.computeIfAbsent(line.place(), place -> new ArrayDeque<>());
                    latest.add(line);
                    bytes[0] += line.json().length;
                    while (latest.size() > limit || (bytes[0] > BYTES && latest.size() > 1)) {
                      bytes[0] -= latest.removeFirst().json().length;
                    }
                  });
          return true;
        });
    return partitions.values().stream()
        .flatMap(Deque::stream)
        .sorted(byTime.reversed())
        .limit(limit)
        .toList();
  }
}
