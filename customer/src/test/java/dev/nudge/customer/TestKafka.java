package dev.nudge.customer;

import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.NewTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A real Kafka for all tests of this JVM. */
public final class TestKafka {
  private static final class Server {
    static final EmbeddedKafka KAFKA = start();
    static final Producer<byte[], byte[]> PRODUCER = clients().producer(10_000);

    private static EmbeddedKafka start() {
      try {
        return EmbeddedKafka.start(Files.createTempDirectory("nudge-kafka"), "127.0.0.1", 0);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private TestKafka() {}

  public static String bootstrap() {
    return Server.KAFKA.bootstrap();
  }

  public static KafkaClients clients() {
    return new KafkaClients(Map.of("bootstrap.servers", bootstrap()));
  }

  /** Makes topics of two partitions. */
  public static void make(String... topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      List<NewTopic> wanted = new ArrayList<>();
      for (String topic : topics) {
        wanted.add(new NewTopic(topic, 2, (short) 1));
      }
      NewTopics.make(admin, wanted);
    }
  }

  /** Writes a record, in which ' stands for "; null is a tombstone. Returns when it is there. */
  public static void write(String topic, String key, String value)
      throws InterruptedException, ExecutionException {
    send(topic, key, value).get();
  }

  /** The same without waiting. */
  public static Future<?> send(String topic, String key, String value) {
    return Server.PRODUCER.send(
        new ProducerRecord<>(
            topic, bytes(key), value == null ? null : bytes(value.replace('\'', '"'))));
  }

  /** The values of all records that a topic has now, in the order of each partition. */
  public static List<byte[]> read(String topic) {
    List<byte[]> values = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = clients().consumer()) {
      List<TopicPartition> partitions = KafkaClients.partitions(consumer, List.of(topic));
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
