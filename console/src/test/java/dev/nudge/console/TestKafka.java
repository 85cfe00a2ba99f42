package dev.nudge.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real broker for all tests of this JVM; each asks for topics of its own. */
public final class TestKafka {
  private static int number;

  private static final class Broker {
    static final String BOOTSTRAP = start();

    private static String start() {
      try {
        Path folder = Files.createTempDirectory("nudge-console-kafka-");
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setNodeId(1)
            .setClusterId(Uuid.randomUuid().toString())
            .setDirectories(List.of(folder.toString()))
            .setReleaseVersion(MetadataVersion.latestProduction())
            .setControllerListenerName("CONTROLLER")
            .run();
        int clients = freePort();
        KafkaRaftServer server =
            new KafkaRaftServer(
                KafkaConfig.fromProps(settings(folder, clients, freePort()), false), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        return "127.0.0.1:" + clients;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private static Properties settings(Path folder, int clients, int controller) {
      Properties settings = new Properties();
      settings.putAll(
          Map.of(
              "process.roles", "broker,controller",
              "node.id", "1",
              "log.dirs", folder.toString(),
              "listeners",
                  "CLIENTS://127.0.0.1:" + clients + ",CONTROLLER://127.0.0.1:" + controller,
              "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
              "inter.broker.listener.name", "CLIENTS",
              "controller.listener.names", "CONTROLLER",
              "controller.quorum.voters", "1@127.0.0.1:" + controller,
              "auto.create.topics.enable", "false"));
      settings.putAll(
          Map.of(
              "offsets.topic.replication.factor", "1",
              "transaction.state.log.replication.factor", "1",
              "transaction.state.log.min.isr", "1",
              "group.initial.rebalance.delay.ms", "0"));
      return settings;
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
        return socket.getLocalPort();
      }
    }
  }

  private TestKafka() {}

  public static String bootstrap() {
    return Broker.BOOTSTRAP;
  }

  /** Names of topics that are there and empty, one partition each. */
  public static synchronized ConsoleSettings.Topics topics() {
    String prefix = "test" + ++number + ".";
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
