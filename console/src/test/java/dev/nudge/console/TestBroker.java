package dev.nudge.console;

import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.stream.NewTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real Kafka for all tests of this JVM; each asks for topics of its own. */
public final class TestBroker {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final class Server {
    static final EmbeddedKafka KAFKA = start();
    static final KafkaProducer<String, String> PRODUCER =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrap(), "linger.ms", 5),
            new StringSerializer(),
            new StringSerializer());

    private static EmbeddedKafka start() {
      try {
        return EmbeddedKafka.start(Files.createTempDirectory("nudge-kafka"), "127.0.0.1", 0);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private TestBroker() {}

  public static String bootstrap() {
    return Server.KAFKA.bootstrap();
  }

  /** Topics that nobody else uses, of two partitions each. */
  public static ConsoleSettings.Topics topics() {
    return topics(2);
  }

  /** Topics that nobody else uses. */
  public static ConsoleSettings.Topics topics(int partitions) {
    String prefix = "test" + NUMBER.incrementAndGet() + ".";
    ConsoleSettings.Topics topics =
        new ConsoleSettings.Topics(
            List.of(ConsoleSettings.Source.canonical(prefix + "events")),
            ConsoleSettings.Source.canonical(prefix + "profiles"),
            ConsoleSettings.Source.canonical(prefix + "catalog"),
            prefix + "campaigns",
            prefix + "status",
            List.of(prefix + "triggers", prefix + "special-offers"),
            prefix + "withheld",
            prefix + "outcomes",
            prefix + "budgets",
            prefix + "transitions",
            prefix + "funnel",
            prefix + "watches",
            prefix + "rejected");
    List<NewTopic> wanted = new ArrayList<>();
    for (String name :
        List.of(
            prefix + "events",
            topics.profiles().topic(),
            topics.catalog().topic(),
            topics.campaigns(),
            topics.status(),
            topics.triggers().get(0),
            topics.triggers().get(1),
            topics.withheld(),
            topics.outcomes(),
            topics.budgets(),
            topics.transitions(),
            topics.rejected())) {
      wanted.add(new NewTopic(name, partitions, (short) 1));
    }
    wanted.add(new NewTopic(topics.funnel(), 1, (short) 1));
    wanted.add(new NewTopic(topics.watches(), 1, (short) 1));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      NewTopics.make(admin, wanted);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return topics;
  }

  /** A console on this Kafka with topics of its own, and an empty database. */
  public static ConsoleSettings settings() {
    return settings(TestDatabase.empty(), topics());
  }

  /** A console on this Kafka. */
  public static ConsoleSettings settings(
      ConsoleSettings.Database database, ConsoleSettings.Topics topics) {
    return new ConsoleSettings(
        "127.0.0.1", 0, database, Map.of("bootstrap.servers", bootstrap()), topics, Map.of());
  }

  /** Writes a record as any client might, and returns when it is there; null is a tombstone. */
  public static RecordMetadata write(String topic, String key, String value) {
    try {
      return Server.PRODUCER.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a record; {@link #flush} says when it is there. */
  public static void send(String topic, String key, String value) {
    Server.PRODUCER.send(new ProducerRecord<>(topic, key, value));
  }

  /** The same with a header. */
  public static void send(String topic, String key, String value, String name, String header) {
    ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
    record.headers().add(name, header.getBytes(StandardCharsets.UTF_8));
    Server.PRODUCER.send(record);
  }

  /** Writes a record of another time, and returns when it is there. */
  public static void writeAt(Instant time, String topic, String key, String value) {
    try {
      Server.PRODUCER
          .send(new ProducerRecord<>(topic, null, time.toEpochMilli(), key, value))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void flush() {
    Server.PRODUCER.flush();
  }

  /** All records of a topic. */
  public static List<ConsumerRecord<String, String>> read(String topic) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
