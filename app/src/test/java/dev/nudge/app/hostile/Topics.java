package dev.nudge.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka: records of any size in, what came of them out. */
final class Topics implements AutoCloseable {
  private static final int LARGEST = 20_000_000;
  private static final List<String> OUT =
      List.of("nudge.triggers", "nudge.rejected", "nudge.status");

  private final String bootstrap;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

  /** What goes in may be larger than what goes out: only the events topic takes more. */
  static Topics of(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      for (String topic : List.of("nudge.events", "nudge.campaigns", "nudge.profiles")) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        ConfigEntry entry = new ConfigEntry("max.message.bytes", Integer.toString(LARGEST));
        AlterConfigOp raise = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, Set.of(raise))).all().get();
      }
    }
    return new Topics(bootstrap);
  }

  private Topics(String bootstrap) {
    this.bootstrap = bootstrap;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "max.request.size",
                LARGEST,
                "buffer.memory",
                4L * LARGEST),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        OUT.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  String bootstrap() {
    return bootstrap;
  }

  RecordMetadata write(String topic, String key, byte[] value) throws Exception {
    return write(new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value));
  }

  RecordMetadata write(String topic, int partition, String key, byte[] value) throws Exception {
    return write(new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), value));
  }

  private RecordMetadata write(ProducerRecord<byte[], byte[]> record) throws Exception {
    return producer.send(record).get(60, TimeUnit.SECONDS);
  }

  /** Waits for a record of a topic that begins so, with all these parts in its value. */
  void await(String topic, String... parts) {
    List<String> all = List.of(parts);
    await(topic, all.toString(), text -> all.stream().allMatch(text::contains));
  }

  /** Waits for a record of a topic that begins so, whose value fits. */
  void await(String topic, String wanted, Predicate<String> fits) {
    Duration most = Patience.of(Duration.ofSeconds(15));
    long end = System.nanoTime() + most.toNanos();
    int looked = 0;
    do {
      for (; looked < read.size(); looked++) {
        ConsumerRecord<byte[], byte[]> record = read.get(looked);
        if (record.topic().startsWith(topic) && fits.test(text(record))) {
          return;
        }
      }
      consumer.poll(Duration.ofMillis(20)).forEach(read::add);
    } while (System.nanoTime() < end);
    List<String> others =
        read.stream()
            .filter(record -> record.topic().startsWith(topic))
            .map(record -> text(record).substring(0, Math.min(200, text(record).length())))
            .toList();
    throw new AssertionError(
        "no %s came to %s within %d s, but %s".formatted(wanted, topic, most.toSeconds(), others));
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null ? "" : new String(record.value(), UTF_8);
  }

  /** Whatever was read so far is of no interest any more. */
  void forget() {
    read.clear();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
  }
}
