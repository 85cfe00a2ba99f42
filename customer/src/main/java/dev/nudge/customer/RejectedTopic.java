package dev.nudge.customer;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.ingest.InputRecord;
import dev.nudge.customer.ingest.Refusals;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.stream.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Tells what transforms refuse on the topic of everything that could not be used, in the form that
 * is told there. Safe for use by several threads.
 */
public final class RejectedTopic implements Refusals, AutoCloseable {
  private static final String REASON = "refused by a collection";
  private static final int PATIENCE_MILLIS = 30_000;

  /** Of what came, in characters; a record of Kafka must hold it however it is written. */
  private static final int MOST_RAW = 100_000;

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  /** A producer of its own on this topic. */
  public RejectedTopic(KafkaClients clients, String topic) {
    producer = clients.producer(PATIENCE_MILLIS);
    this.topic = topic;
  }

  @Override
  public void refused(Collection collection, InputRecord row, String reason) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("source", row.place());
    record.put("reason", REASON);
    record.put("detail", collection.id() + ": " + reason);
    String raw = row.record() == null ? "" : row.record();
    record.put("raw", raw.length() <= MOST_RAW ? raw : raw.substring(0, MOST_RAW));
    if (raw.length() > MOST_RAW) {
      record.put("bytes", raw.getBytes(StandardCharsets.UTF_8).length);
      record.put("cut", List.of("raw"));
    }
    byte[] value = new JsonWriter().writeValue(record);
    try {
      // Few are refused, and none may be lost: the batch is kept when this one is told.
      producer
          .send(
              new ProducerRecord<>(topic, collection.id().getBytes(StandardCharsets.UTF_8), value))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    } catch (ExecutionException e) {
      throw new KafkaException("'" + topic + "' does not take what was refused", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
