package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records with a stock client as fast as it takes them, and sees until when answers come on
 * another topic.
 */
final class Throughput implements Closeable {
  /** If nothing comes for so long, all is there. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> answers;
  private long seen;

  /** Reads what comes on a topic from now on. */
  Throughput(String bootstrap, String topicOfAnswers) {
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrap);
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    this.answers =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        answers.partitionsFor(topicOfAnswers).stream()
            .map(info -> new TopicPartition(topicOfAnswers, info.partition()))
            .toList();
    answers.assign(partitions);
    answers.endOffsets(partitions).forEach(answers::seek);
  }

  /** A record by its key and its value. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Line(byte[] key, byte[] value) {
    static Line of(String key, String value) {
      return new Line(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Writes all of them.
   *
   * @param counts which answers are because of a record, and not because time went by
   * @return seconds from the first write until the last answer that counts was readable
   */
  double seconds(String topic, List<Line> lines, Predicate<ConsumerRecord<byte[], byte[]>> counts)
      throws InterruptedException {
    AtomicReference<Exception> failed = new AtomicReference<>();
    long begin = System.nanoTime();
    Thread writing = new Thread(() -> write(topic, lines, failed), "nudge-bench-writer");
    writing.start();
    long last = begin;
    long news = System.nanoTime();
    while (writing.isAlive() || System.nanoTime() - news < QUIET_NANOS) {
      for (ConsumerRecord<byte[], byte[]> answer : answers.poll(Duration.ofMillis(20))) {
        seen++;
        if (counts.test(answer)) {
          last = System.nanoTime();
          news = last;
        }
      }
    }
    writing.join();
    if (failed.get() != null) {
      throw Failure.system("Kafka did not take a record: " + failed.get());
    }
    if (last == begin) {
      throw Failure.system("nothing came on the topic of answers");
    }
    return (last - begin) / 1e9;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a failure is kept by the callback
  private void write(String topic, List<Line> lines, AtomicReference<Exception> failed) {
    for (Line line : lines) {
      producer.send(
          new ProducerRecord<>(topic, line.key(), line.value()),
          (metadata, failure) -> {
            if (failure != null) {
              failed.compareAndSet(null, failure);
            }
          });
    }
    producer.flush();
  }

  /** How many answers came in all. */
  long seen() {
    return seen;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    answers.close();
  }
}
