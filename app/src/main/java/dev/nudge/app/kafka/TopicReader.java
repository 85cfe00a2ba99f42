package dev.nudge.app.kafka;

import dev.nudge.app.terminal.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads all partitions of some topics, for itself: no group knows of it and nothing is committed.
 * Records of one partition come in their order. For one thread, but {@link #stop} is for any.
 */
public final class TopicReader implements Closeable {
  private static final Duration POLL = Duration.ofMillis(250);

  /** Without a record, on the way to the end: longer than any broker needs to send one. */
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private volatile boolean stopped;

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /** Takes the records that are read. */
  @FunctionalInterface
  public interface Sink {
    /** One record; its value is null where it is a tombstone. */
    void take(ConsumerRecord<byte[], byte[]> message) throws IOException;
  }

  static TopicReader open(KafkaConsumer<byte[], byte[]> consumer, List<String> topics) {
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics) {
        consumer
            .partitionsFor(topic)
            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new TopicReader(consumer, partitions);
    } catch (RuntimeException e) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      throw e;
    }
  }

  /** Moves behind all that is there. */
  public void toEnd() {
    consumer.endOffsets(partitions).forEach(consumer::seek);
  }

  /**
   * Moves to the first records that Kafka was given at a time or later.
   *
   * @param time in milliseconds since 1970-01-01T00:00Z
   */
  public void to(long time) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, time)));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) ->
                consumer.seek(
                    partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
  }

  /** Reads what is there now. Returns early once stopped. */
  public void readToEnd(Sink sink) throws IOException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long progress = System.nanoTime();
    while (!stopped
        && ends.entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (read(POLL, sink) > 0) {
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > STUCK.toNanos()) {
        throw Failure.system("Kafka sends nothing any more: is the broker still running?");
      }
    }
  }

  /** Reads on, as records come, until stopped. */
  public void follow(Sink sink) throws IOException {
    while (!stopped) {
      read(POLL, sink);
    }
  }

  /**
   * Reads what comes next.
   *
   * @param atMost how long it waits for the first record
   * @return how many records came
   */
  public int read(Duration atMost, Sink sink) throws IOException {
    ConsumerRecords<byte[], byte[]> messages = consumer.poll(atMost);
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      sink.take(message);
    }
    return messages.count();
  }

  /** Lets {@link #follow} and {@link #readToEnd} return within a quarter of a second. */
  public void stop() {
    stopped = true;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
