package dev.nudge.delivery;

import dev.nudge.delivery.ChannelTopic.Entry;
import dev.nudge.delivery.progress.DeliveryLog;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.stream.Following;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Gives up triggers whose channel is not there, and says where channels begin and end: where this
 * reader stands when it hears of a channel is the line before which a trigger that names it is a
 * stray, and from which on it is the channel's. So none falls between the two, and none is both's.
 */
final class UnknownChannels implements Following.Reader {
  private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long COMMIT_AGAIN_NANOS = Duration.ofHours(1).toNanos();

  private final DeliveryLog records;
  private final ChannelQueues queues;
  private final Set<String> left;
  private final long since;
  private final Set<String> known = new HashSet<>();
  private final Queue<Entry> changes = new ConcurrentLinkedQueue<>();
  private @Nullable Consumer<byte[], byte[]> consumer;
  private Map<TopicPartition, Long> committed = Map.of();
  private long committedAt;
  private boolean leftEnded;

  /**
   * A reader that has not begun.
   *
   * @param first the channels that there are
   * @param left channels of which something may be on its way though they are gone
   * @param since when the first channel was published, in milliseconds since 1970-01-01T00:00Z:
   *     where nobody has read yet, reading begins then
   */
  UnknownChannels(
      DeliveryLog records, ChannelQueues queues, List<Entry> first, Set<String> left, long since) {
    this.records = records;
    this.queues = queues;
    this.left = Set.copyOf(left);
    this.since = since;
    for (Entry channel : first) {
      known.add(channel.id());
      changes.add(channel);
    }
  }

  /** A channel was published or removed. Safe for use by several threads. */
  void change(Entry change) {
    changes.add(change);
  }

  @Override
  public void begin(Consumer<byte[], byte[]> fresh, List<TopicPartition> partitions) {
    consumer = fresh;
    committed = Map.of();
    Map<TopicPartition, OffsetAndMetadata> before = fresh.committed(new HashSet<>(partitions));
    if (before.values().stream().allMatch(place -> place == null)) {
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(place -> times.put(place, since));
      Map<TopicPartition, Long> ends = fresh.endOffsets(partitions);
      Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>();
      found.putAll(fresh.offsetsForTimes(times));
      for (TopicPartition place : partitions) {
        OffsetAndTimestamp at = found.get(place);
        fresh.seek(place, at == null ? ends.getOrDefault(place, 0L) : at.offset());
      }
    }
    Map<TopicPartition, Long> places = positions(fresh);
    commit(places);
    applyChanges(places);
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> message) {
    FiredTrigger.of(message)
        .ifPresent(
            trigger ->
                trigger.channels().stream()
                    .filter(channel -> !known.contains(channel))
                    .forEach(
                        channel ->
                            records.write(
                                Undelivered.of(
                                    trigger,
                                    channel,
                                    "there is no channel '" + channel + "'",
                                    0,
                                    System.currentTimeMillis()))));
  }

  @Override
  public void pass(ConsumerRecord<byte[], byte[]> message) {
    // It cannot be read: it names no channel.
  }

  @Override
  public void keep(boolean now) {
    Consumer<byte[], byte[]> reading = consumer;
    if (reading == null) {
      return;
    }
    Map<TopicPartition, Long> places = positions(reading);
    long since = System.nanoTime() - committedAt;
    if (!changes.isEmpty()
        || since > COMMIT_AGAIN_NANOS
        || (since > COMMIT_NANOS && !places.equals(committed))) {
      commit(places);
    }
    applyChanges(places);
    queues.sweep();
  }

  /** All that was read up to these places was judged by what was known before. */
  private void applyChanges(Map<TopicPartition, Long> places) {
    if (!leftEnded) {
      left.forEach(channel -> queues.end(channel, places));
      leftEnded = true;
    }
    for (Entry change = changes.peek(); change != null; change = changes.peek()) {
      apply(change, places);
      changes.remove();
    }
  }

  private void apply(Entry change, Map<TopicPartition, Long> places) {
    if (change.channel().isPresent()) {
      queues.open(change.channel().get(), places);
      known.add(change.id());
    } else if (!change.isRemoved()) {
      queues.hold(change.id(), places);
      known.add(change.id());
    } else if (known.contains(change.id())) {
      queues.end(change.id(), places);
      known.remove(change.id());
    }
  }

  /** What is before has been judged; whoever goes on begins here. */
  private void commit(Map<TopicPartition, Long> places) {
    Consumer<byte[], byte[]> reading = consumer;
    if (reading != null && !places.isEmpty()) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      places.forEach((place, offset) -> offsets.put(place, new OffsetAndMetadata(offset)));
      reading.commitSync(offsets);
      committed = places;
      committedAt = System.nanoTime();
    }
  }

  private static Map<TopicPartition, Long> positions(Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    consumer.assignment().forEach(place -> positions.put(place, consumer.position(place)));
    return positions;
  }
}
