package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Events that say when they were due to be written, and how long after that their answers can be
 * read. They come at their times, whatever becomes of those before (an open loop): one that is
 * written late counts from when it was due.
 */
final class Pings implements Closeable {
  private static final byte[] DUE = "\"due\":".getBytes(StandardCharsets.UTF_8);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long LOOK_NANOS = 500_000;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final int USERS = 997;

  private final LocalSystem system;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> answers;
  private final Thread thread = new Thread(this::read, "nudge-bench-pings");
  private volatile Histogram nanos = histogram();
  private volatile long seen;
  private long sent;

  /**
   * Reads what comes to a topic from now on.
   *
   * @param topic where the events go
   * @param topicOfAnswers where each of them leads to one record that holds its properties
   */
  Pings(LocalSystem system, String topic, String topicOfAnswers) {
    this.system = system;
    this.topic = topic;
    this.answers =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", system.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        answers.partitionsFor(topicOfAnswers).stream()
            .map(info -> new TopicPartition(topicOfAnswers, info.partition()))
            .toList();
    answers.assign(partitions);
    answers.endOffsets(partitions).forEach(answers::seek);
    thread.setDaemon(true);
    thread.start();
  }

  private static Histogram histogram() {
    return new ConcurrentHistogram(LONGEST_NANOS, 3);
  }

  /** So many as fast as they are taken; how many a second came through. */
  double asFastAsPossible(int count) {
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      send(begin);
    }
    awaitAll();
    return count * 1e9 / (System.nanoTime() - begin);
  }

  /** So many a second for some seconds; how long each took, in nanoseconds. */
  Histogram at(double rate, int seconds) {
    nanos = histogram();
    long count = Math.max(1, Math.round(rate * seconds));
    long begin = System.nanoTime();
    for (long i = 0; i < count; i++) {
      long due = begin + (long) (i * 1e9 / rate);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      send(due);
    }
    awaitAll();
    return nanos;
  }

  private void send(long due) {
    long number = sent++;
    system.send(
        topic,
        "u" + number % USERS,
        "{\"id\":\"%s-%d\",\"user\":\"u%d\",\"type\":\"ping\",\"due\":%d}"
            .formatted(topic, number, number % USERS, due));
  }

  private void awaitAll() {
    system.flush();
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (seen < sent) {
      if (System.nanoTime() > until) {
        throw Failure.system("of " + sent + " events " + seen + " came through");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void read() {
    try (answers) {
      while (true) {
        long read = seen;
        for (ConsumerRecord<byte[], byte[]> answer : answers.poll(POLL)) {
          nanos.recordValue(Math.max(0, Math.min(LONGEST_NANOS, System.nanoTime() - due(answer))));
          read++;
        }
        seen = read;
      }
    } catch (WakeupException e) {
      answers.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  /** When it was due, by {@link System#nanoTime}. */
  private static long due(ConsumerRecord<byte[], byte[]> answer) {
    byte[] json = answer.value();
    for (int at = 0; at + DUE.length < json.length; at++) {
      int same = 0;
      while (same < DUE.length && json[at + same] == DUE[same]) {
        same++;
      }
      if (same == DUE.length) {
        long number = 0;
        for (int i = at + same; i < json.length && json[i] >= '0' && json[i] <= '9'; i++) {
          number = number * 10 + json[i] - '0';
        }
        return number;
      }
    }
    throw new IllegalStateException(new String(json, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    answers.wakeup();
  }
}
