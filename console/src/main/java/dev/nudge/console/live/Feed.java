package dev.nudge.console.live;

import dev.nudge.console.live.Positions.Place;
import dev.nudge.stream.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one reader gets of the stream, from a position on and without a gap: from the ring, and,
 * where the ring does not go back so far, from Kafka, until the ring has been reached. A reader
 * that is slow slows nobody else down. For one thread.
 */
final class Feed implements AutoCloseable {
  private static final int BATCH = 500;

  /** By which the clocks of those who write to Kafka may be behind. */
  private static final long SKEW_MILLIS = 10_000;

  private final Ring ring;
  private final KafkaClients clients;
  private final ResultTopics topics;
  private final Map<Place, Long> at = new HashMap<>();

  /** Who asks for what comes now is not told of what the console reads at its own start. */
  private final long since;

  private long number;

  /** Reads what the ring has lost; null while the ring is enough. */
  private @Nullable Consumer<byte[], byte[]> lost;

  private Map<Place, Long> lostUntil = Map.of();
  private long numberAfter;

  /**
   * A feed.
   *
   * @param resume where to go on; nothing: with what comes now
   * @param now in milliseconds
   */
  Feed(Ring ring, KafkaClients clients, ResultTopics topics, Optional<Positions> resume, long now) {
    this.ring = ring;
    since = resume.isPresent() ? Long.MIN_VALUE : now - SKEW_MILLIS;
    this.clients = clients;
    this.topics = topics;
    Ring.Bounds bounds = ring.bounds();
    at.putAll(bounds.to().next());
    number = bounds.end();
    if (resume.isPresent()) {
      // A position beyond the end is of a topic that was deleted, and made again.
      resume.get().next().forEach((place, offset) -> at.merge(place, offset, Math::min));
      at.keySet().retainAll(bounds.to().next().keySet());
      number = bounds.number();
      if (!isCovered(bounds)) {
        number = -1; // which is gone
      }
    }
  }

  private boolean isCovered(Ring.Bounds bounds) {
    return bounds.from().next().entrySet().stream()
        .allMatch(floor -> at.getOrDefault(floor.getKey(), 0L) >= floor.getValue());
  }

  /** Where it stands. */
  Positions positions() {
    return new Positions(at);
  }

  /** What comes next, which is nothing where nothing came in this time. */
  List<Line> next(long waitMillis) throws InterruptedException {
    if (lost != null) {
      return fromKafka(lost, waitMillis);
    }
    Ring.Part part = ring.read(number, BATCH, waitMillis);
    if (part.gone()) {
      return fromKafka(open(), waitMillis);
    }
    number = part.next();
    return fresh(part.lines());
  }

  private List<Line> fresh(List<Line> lines) {
    List<Line> fresh = new ArrayList<>(lines.size());
    for (Line line : lines) {
      if (line.offset() >= at.getOrDefault(line.place(), 0L)) {
        at.put(line.place(), line.offset() + 1);
        if (line.arrived() >= since) {
          fresh.add(line);
        }
      }
    }
    return fresh;
  }

  private Consumer<byte[], byte[]> open() {
    Ring.Bounds bounds = ring.bounds();
    numberAfter = bounds.number();
    lostUntil = bounds.from().next();
    Consumer<byte[], byte[]> consumer = clients.consumer();
    lost = consumer;
    List<TopicPartition> partitions = new ArrayList<>();
    lostUntil.forEach(
        (place, offset) -> {
          if (at.computeIfAbsent(place, any -> 0L) < offset) {
            partitions.add(topics.partition(place));
          }
        });
    consumer.assign(partitions);
    lostUntil.keySet().stream()
        .filter(place -> partitions.contains(topics.partition(place)))
        .forEach(place -> consumer.seek(topics.partition(place), at.getOrDefault(place, 0L)));
    return consumer;
  }

  private List<Line> fromKafka(Consumer<byte[], byte[]> consumer, long waitMillis) {
    List<Line> lines = new ArrayList<>();
    if (!consumer.assignment().isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record :
          consumer.poll(Duration.ofMillis(Math.max(1, waitMillis)))) {
        Lines.of(topics, record).ifPresent(lines::add);
      }
    }
    lines = new ArrayList<>(fresh(lines));
    List<TopicPartition> open = new ArrayList<>();
    lostUntil.forEach(
        (place, until) -> {
          TopicPartition partition = topics.partition(place);
          if (consumer.assignment().contains(partition)) {
            long position = consumer.position(partition);
            at.merge(place, position, Math::max);
            if (position < until) {
              open.add(partition);
            }
          }
        });
    if (open.size() < consumer.assignment().size()) {
      consumer.assign(open);
    }
    if (open.isEmpty()) {
      close();
      number = numberAfter;
    }
    return lines;
  }

  @Override
  public void close() {
    if (lost != null) {
      lost.close(CloseOptions.timeout(Duration.ZERO));
      lost = null;
    }
  }
}
