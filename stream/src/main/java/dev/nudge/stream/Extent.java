package dev.nudge.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A part of a topic that does not change any more: from some offsets to others. It can be read any
 * number of times.
 *
 * @param from first offset by partition
 * @param to the offset behind the last, by partition
 */
public record Extent(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration STUCK = Duration.ofSeconds(20);

  public Extent {
    from = Map.copyOf(from);
    to = Map.copyOf(to);
  }

  /**
   * What a topic holds now of the time since.
   *
   * @param since by the time of the records, in milliseconds since 1970-01-01T00:00Z
   * @param atMost so many records, the latest, over all partitions evenly
   */
  public static Extent since(
      Consumer<byte[], byte[]> consumer, String topic, long since, long atMost) {
    List<TopicPartition> partitions = KafkaClients.partitions(consumer, List.of(topic));
    return since(consumer, partitions, since, atMost);
  }

  /** The same for some partitions. */
  public static Extent since(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, long since, long atMost) {
    return between(consumer, partitions, since, Long.MAX_VALUE, atMost);
  }

  /**
   * The same of the time between two others.
   *
   * @param until records of this time or later are not in it
   */
  public static Extent between(
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      long since,
      long until,
      long atMost) {
    if (partitions.isEmpty()) {
      return new Extent(Map.of(), Map.of());
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, since)));
    Map<TopicPartition, Long> ends = ends(consumer, partitions, until);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> from = new HashMap<>();
    long share = Math.max(1, atMost / partitions.size());
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              long end = ends.getOrDefault(partition, 0L);
              long first = found == null ? end : found.offset();
              long floor = Math.max(starts.getOrDefault(partition, 0L), end - share);
              from.put(partition, Math.max(first, floor));
            });
    return new Extent(from, ends);
  }

  private static Map<TopicPartition, Long> ends(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, long until) {
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    if (until < Long.MAX_VALUE) {
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(partition -> times.put(partition, Math.max(0, until)));
      consumer
          .offsetsForTimes(times)
          .forEach(
              (partition, found) -> {
                if (found != null) {
                  ends.put(partition, found.offset());
                }
              });
    }
    return ends;
  }

  /** How many offsets it spans; there may be fewer records. */
  public long size() {
    long size = 0;
    for (Map.Entry<TopicPartition, Long> end : to.entrySet()) {
      size += Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), 0L));
    }
    return size;
  }

  /**
   * Reads it: the records of a partition in their order, partitions in none.
   *
   * @param until asked between two polls; true ends it
   * @param sink takes a record and says whether it wants more
   * @return whether it was read to its end
   */
  public boolean read(
      KafkaClients clients, BooleanSupplier until, Predicate<ConsumerRecord<byte[], byte[]>> sink) {
    Consumer<byte[], byte[]> consumer = clients.consumer();
    try {
      return read(consumer, until, sink);
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private boolean read(
      Consumer<byte[], byte[]> consumer,
      BooleanSupplier until,
      Predicate<ConsumerRecord<byte[], byte[]>> sink) {
    Map<TopicPartition, Long> open = new HashMap<>(to);
    open.entrySet().removeIf(end -> from.getOrDefault(end.getKey(), 0L) >= end.getValue());
    consumer.assign(open.keySet());
    open.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
    long progress = System.nanoTime();
    while (!open.isEmpty()) {
      if (until.getAsBoolean()) {
        return false;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        progress = System.nanoTime();
        Long end = open.get(new TopicPartition(record.topic(), record.partition()));
        if (end != null && record.offset() < end && !sink.test(record)) {
          return false;
        }
      }
      // What is read to its end must not be fetched any more while others are.
      if (open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue())) {
        consumer.assign(open.keySet());
      }
      if (System.nanoTime() - progress > STUCK.toNanos()) {
        throw new IllegalStateException("Kafka sends nothing any more: is the broker running?");
      }
    }
    return true;
  }
}
