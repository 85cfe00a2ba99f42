package dev.nudge.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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

/** Topics of one partition on the broker of all tests, to be written and read record by record. */
public final class TestKafka {
  private static int number;

  private TestKafka() {}

  public static String bootstrap() {
    return TestBroker.bootstrap();
  }

  /** Names of topics that are there and empty, one partition each. */
  public static synchronized ConsoleSettings.Topics topics() {
    String prefix = "one" + ++number + ".";
    ConsoleSettings.Topics topics =
        new ConsoleSettings.Topics(
            prefix + "events",
            prefix + "profiles",
            prefix + "campaigns",
            prefix + "status",
            prefix + "triggers",
            prefix + "transitions",
            prefix + "rejected");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      List<NewTopic> all = new ArrayList<>();
      for (String topic :
          List.of(
              topics.events(),
              topics.profiles(),
              topics.campaigns(),
              topics.status(),
              topics.triggers(),
              topics.transitions(),
              topics.rejected())) {
        all.add(new NewTopic(topic, 1, (short) 1));
      }
      admin.createTopics(all).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return topics;
  }

  /** Settings of a console on this broker. */
  public static ConsoleSettings settings(
      ConsoleSettings.Database database, ConsoleSettings.Topics topics) {
    return new ConsoleSettings(
        "127.0.0.1", 0, database, Map.of("bootstrap.servers", bootstrap()), topics, Map.of());
  }

  /** Writes a record as any client might; a null value is a tombstone. */
  public static RecordMetadata write(String topic, String key, String value) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      return producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that a topic holds now. */
  public static List<ConsumerRecord<String, String>> read(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
