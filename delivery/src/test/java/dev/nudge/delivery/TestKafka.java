package dev.nudge.delivery;

import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.NewTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A real Kafka for all tests of this JVM, in which each test has topics of its own. */
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

  static KafkaClients clients() {
    return new KafkaClients(Map.of("bootstrap.servers", Server.KAFKA.bootstrap()));
  }

  /** Settings with topics of their own, which are made. */
  static Settings settings(String... more) throws Exception {
    String prefix = UUID.randomUUID().toString();
    Settings settings = settingsOf(Server.KAFKA.bootstrap(), prefix, more);
    try (Admin admin = Admin.create(settings.kafka().client())) {
      NewTopics.make(
          admin,
          List.of(
              new NewTopic(settings.topics().triggers(), 3, (short) 1),
              new NewTopic(settings.topics().events().get(0).topic(), 1, (short) 1)));
      DeliveryTopics.make(admin, settings);
    }
    return settings;
  }

  /** Settings with topics that begin like this; as another process has them. */
  static Settings settingsOf(String bootstrap, String prefix, String... more) {
    List<Flag> flags = new ArrayList<>();
    flags.add(new Flag("--set", "kafka.bootstrap", bootstrap));
    flags.add(new Flag("--set", "kafka.group", prefix));
    flags.add(new Flag("--set", "topics.triggers", prefix + ".triggers"));
    flags.add(new Flag("--set", "topics.events", prefix + ".events"));
    flags.add(new Flag("--set", "channels.documents", prefix + ".channels"));
    flags.add(new Flag("--set", "channels.deliveries", prefix + ".deliveries"));
    flags.add(new Flag("--set", "channels.undelivered", prefix + ".undelivered"));
    for (String one : more) {
      int equals = one.indexOf('=');
      flags.add(new Flag("--set", one.substring(0, equals), one.substring(equals + 1)));
    }
    return SettingsReader.read(new SettingsInput(Optional.empty(), Path.of(""), Map.of(), flags))
        .settings();
  }

  /** Writes a record, in which ' stands for "; null is a tombstone. */
  static Future<?> send(String topic, String key, String value) {
    return Server.PRODUCER.send(
        new ProducerRecord<>(
            topic,
            key.getBytes(StandardCharsets.UTF_8),
            value == null ? null : value.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a trigger for a channel; {@code offer} may say more, as in {@code ,'text':'Hi'}. */
  static Future<?> trigger(Settings settings, String id, String channel, String offer) {
    return send(
        settings.topics().triggers(),
        "u-" + id,
        "{'id':'%s','campaign':'cart','version':1,'user':'u-%s','time':'2026-11-20T10:00:00Z',"
                .formatted(id, id)
            + "'cause':'match','offer':{'channel':'%s'%s},'queries':['/like'],'matched':{},'measures':{}}"
                .formatted(channel, offer));
  }

  /** Publishes a channel and waits until Kafka has it. */
  static void publish(Settings settings, String id, String yaml) throws Exception {
    Server.PRODUCER
        .send(
            new ProducerRecord<>(
                settings.channels().documents(),
                id.getBytes(StandardCharsets.UTF_8),
                yaml.getBytes(StandardCharsets.UTF_8)))
        .get();
  }

  /** The values of all records that a topic has now, as text. */
  static List<String> read(String topic) {
    List<String> values = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = clients().consumer()) {
      List<TopicPartition> partitions = KafkaClients.partitions(consumer, List.of(topic));
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(one -> values.add(new String(one.value(), StandardCharsets.UTF_8)));
      }
    }
    return values;
  }
}
