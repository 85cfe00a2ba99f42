package dev.nudge.console.channel;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.delivery.progress.Progress;
import dev.nudge.delivery.progress.Progress.State;
import dev.nudge.stream.Extent;
import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * What became of deliveries in the last 24 hours, by channel, as whoever delivers has written it
 * down: counts by the hour, and the ids of those that are under way. None where {@code
 * nudge.deliveries} of {@link ConsoleSettings#properties} names no topic. Safe for use by several
 * threads.
 */
@Component
final class DeliveryCounts implements Following.Reader {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int HOURS = 24;

  /** Of one channel; of more, those that are there say enough. */
  private static final int MOST_WAITING = 10_000;

  private final Optional<Following> following;
  private final Clock clock;
  private final Map<String, OfChannel> channels = new HashMap<>();

  DeliveryCounts(KafkaClients clients, SetAside aside, ConsoleSettings settings, Clock clock) {
    this.clock = clock;
    following =
        Optional.ofNullable(settings.properties().get("nudge.deliveries"))
            .map(
                topic ->
                    new Following(
                        clients, aside, List.of(topic), "nudge-console-deliveries", this));
  }

  /**
   * What became of them.
   *
   * @param delivered so many have arrived in the last 24 hours
   * @param undelivered so many were given up in the last 24 hours
   * @param waiting so many are being tried, or wait for another attempt
   */
  record Counts(long delivered, long undelivered, int waiting) {
    static final Counts NONE = new Counts(0, 0, 0);
  }

  private static final class OfChannel {
    final TreeMap<Long, long[]> hours = new TreeMap<>();
    final Set<String> waiting = new HashSet<>();
  }

  @PostConstruct
  void start() {
    following.ifPresent(Following::start);
  }

  @PreDestroy
  void stop() {
    following.ifPresent(Following::close);
  }

  synchronized Counts of(String channel) {
    OfChannel found = channels.get(channel);
    if (found == null) {
      return Counts.NONE;
    }
    found.hours.headMap(clock.millis() / HOUR - HOURS + 1).clear();
    long delivered = found.hours.values().stream().mapToLong(hour -> hour[0]).sum();
    long undelivered = found.hours.values().stream().mapToLong(hour -> hour[1]).sum();
    return new Counts(delivered, undelivered, found.waiting.size());
  }

  @Override
  public synchronized void begin(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    channels.clear();
    long since = (clock.millis() / HOUR - HOURS + 1) * HOUR;
    Extent.since(consumer, partitions, since, Long.MAX_VALUE).from().forEach(consumer::seek);
  }

  @Override
  public synchronized void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    int slash = key.indexOf('/');
    Optional<Progress> progress = Progress.of(record.value());
    if (slash > 0 && progress.isPresent()) {
      OfChannel channel =
          channels.computeIfAbsent(key.substring(0, slash), name -> new OfChannel());
      take(channel, key.substring(slash + 1), progress.get().state(), record.timestamp());
    }
  }

  private static void take(OfChannel channel, String trigger, State state, long at) {
    if (!state.isEnd()) {
      if (channel.waiting.size() < MOST_WAITING) {
        channel.waiting.add(trigger);
      }
      return;
    }
    channel.waiting.remove(trigger);
    long[] hour = channel.hours.computeIfAbsent(at / HOUR, any -> new long[2]);
    hour[state == State.DELIVERED ? 0 : 1]++;
    while (channel.hours.size() > HOURS + 1) {
      channel.hours.pollFirstEntry();
    }
  }

  @Override
  public void pass(ConsumerRecord<byte[], byte[]> record) {}

  @Override
  public void keep(boolean now) {}
}
