package dev.nudge.app.kafka;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Many records on their way: sending one does not wait for it, unless the producer's buffer is
 * full, and the first that Kafka does not take makes the next call fail.
 */
public final class PendingWrites implements Closeable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();

  /** With a producer, which is closed with this. */
  public PendingWrites(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Sends a record, which is as old as now.
   *
   * @param value empty for a record without a value
   */
  public void send(String topic, String key, byte[] value) {
    send(topic, key, value, null);
  }

  /**
   * Sends a record.
   *
   * @param value empty for a record without a value
   * @param time of the record, in milliseconds since 1970-01-01T00:00Z; null for now
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
  public void send(String topic, String key, byte[] value, @Nullable Long time) {
    check();
    producer.send(
        new ProducerRecord<>(
            topic,
            null,
            time,
            key.getBytes(StandardCharsets.UTF_8),
            value.length == 0 ? null : value),
        (place, e) -> {
          if (e != null) {
            failed.compareAndSet(null, e);
          }
        });
  }

  /** Sends a record of text. */
  public void send(String topic, String key, String value) {
    send(topic, key, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns when Kafka has taken all. */
  public void flush() {
    producer.flush();
    check();
  }

  private void check() {
    Exception e = failed.get();
    if (e instanceof KafkaException kafka) {
      throw kafka;
    }
    if (e != null) {
      throw new KafkaException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    // What is not flushed by now is of a command that failed.
    producer.close(Duration.ZERO);
  }
}
