package dev.nudge.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka clients of keys and values in bytes. Whoever asks for one closes it. */
public final class KafkaClients {
  private final Map<String, String> settings;

  /**
   * Clients with these properties.
   *
   * @param settings {@code bootstrap.servers} at least
   */
  public KafkaClients(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  /**
   * The same, whose consumers are told of records together: after this time, or when there are
   * many. Where much arrives, that is far less work for the broker and for whoever keeps what was
   * read.
   */
  public KafkaClients gathering(Duration time) {
    Map<String, String> gathering = new HashMap<>(settings);
    gathering.put("fetch.min.bytes", "262144");
    gathering.put("fetch.max.wait.ms", Long.toString(time.toMillis()));
    gathering.put("max.poll.records", "2000");
    return new KafkaClients(gathering);
  }

  /** A consumer without a group: it reads what it is assigned, committed records alone. */
  public Consumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("default.api.timeout.ms", 15_000);
    properties.put("request.timeout.ms", 10_000);
    properties.putAll(settings);
    properties.put("enable.auto.commit", false);
    properties.put("allow.auto.create.topics", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A client that asks about topics and groups; an answer that takes ten seconds is a failure. */
  public Admin admin() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("default.api.timeout.ms", 10_000);
    properties.put("request.timeout.ms", 5_000);
    properties.putAll(settings);
    return Admin.create(properties);
  }

  /**
   * A producer that has a record when all replicas have it, and keeps order.
   *
   * @param patience in milliseconds, until it gives a record up
   */
  public Producer<byte[], byte[]> producer(int patience) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("linger.ms", 1);
    properties.put("compression.type", "lz4");
    properties.put("delivery.timeout.ms", patience);
    properties.put("request.timeout.ms", patience / 2);
    properties.put("max.block.ms", patience / 2);
    properties.putAll(settings);
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The partitions of these topics; none at all while one of the topics is missing. */
  public static List<TopicPartition> partitions(
      Consumer<byte[], byte[]> consumer, Collection<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> found;
      try {
        found = consumer.partitionsFor(topic);
      } catch (TimeoutException e) {
        return List.of();
      }
      if (found == null || found.isEmpty()) {
        return List.of();
      }
      found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }
}
