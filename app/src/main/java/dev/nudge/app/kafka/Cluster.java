package dev.nudge.app.kafka;

import dev.nudge.app.terminal.Failure;
import dev.nudge.settings.Settings;
import dev.nudge.stream.NewTopics;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka that answered, and the clients that a command needs of it. Keys and values are bytes. */
public final class Cluster implements Closeable {
  /** In milliseconds, for a connection and for the answer over it, each. */
  private static final int PATIENCE = 2_500;

  /** In milliseconds, for a record to be taken. */
  private static final int DELIVERY = 30_000;

  private final Settings.Kafka settings;
  private final Admin admin;

  private Cluster(Settings.Kafka settings, Admin admin) {
    this.settings = settings;
    this.admin = admin;
  }

  /** What a command does with Kafka. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T with(Cluster cluster) throws IOException;
  }

  /**
   * Reaches Kafka, does the work and lets go of it.
   *
   * @throws Failure if nothing answers within five seconds, or Kafka fails while the work is done
   */
  public static <T> T use(Settings.Kafka settings, Work<T> work) throws IOException {
    try (Cluster cluster = reach(settings)) {
      return work.with(cluster);
    } catch (KafkaException e) {
      throw Trouble.failure(e, settings.bootstrap());
    }
  }

  /**
   * Reaches Kafka.
   *
   * @throws Failure if nothing answers within five seconds
   */
  public static Cluster reach(Settings.Kafka settings) {
    // Kafka's own clients wait out their time even where nobody listens.
    knock(settings.bootstrap());
    Map<String, Object> properties = properties(settings);
    properties.put("default.api.timeout.ms", PATIENCE);
    properties.put("request.timeout.ms", PATIENCE);
    try {
      Admin admin = Admin.create(properties);
      try {
        get(admin.describeCluster().nodes());
        return new Cluster(settings, admin);
      } catch (RuntimeException e) {
        admin.close(Duration.ZERO);
        throw e;
      }
    } catch (KafkaException e) {
      throw Trouble.silence(e, settings.bootstrap());
    }
  }

  /**
   * Makes clients and lets go of them, so that their classes are in the launcher's archive: more
   * than half of the time that a command takes is spent on loading them. Nobody need listen.
   */
  public static void warmUp() {
    Settings.Kafka nobody = new Settings.Kafka("127.0.0.1:1", "nobody", new TreeMap<>());
    try (Cluster cluster = new Cluster(nobody, Admin.create(properties(nobody)));
        KafkaProducer<byte[], byte[]> producer = cluster.producer();
        KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
      consumer.assign(List.of(new TopicPartition("warm-up", 0)));
      consumer.poll(Duration.ofMillis(50));
      producer.close(Duration.ZERO);
    }
  }

  /** Where it is: {@code host:port[,host:port...]}. */
  public String bootstrap() {
    return settings.bootstrap();
  }

  /**
   * Makes sure that topics are there: a client that names one which is not may make it, and make it
   * wrong.
   *
   * @throws Failure if one is missing
   */
  public void require(Collection<String> topics) {
    for (Map.Entry<String, ? extends KafkaFuture<?>> topic :
        admin.describeTopics(new TreeSet<>(topics)).topicNameValues().entrySet()) {
      try {
        get(topic.getValue());
      } catch (UnknownTopicOrPartitionException e) {
        throw Failure.system(
            "there is no topic '"
                + topic.getKey()
                + "' at "
                + bootstrap()
                + ": 'nudge up' and the job make it when they start");
      }
    }
  }

  /** Makes those of these topics that are not there, as the broker makes topics. */
  public void make(Collection<String> topics) {
    List<NewTopic> wanted =
        topics.stream()
            .map(topic -> new NewTopic(topic, Optional.empty(), Optional.empty()))
            .toList();
    call(() -> NewTopics.make(admin, wanted));
  }

  /** A producer that writes every record once and in order. Its memory is bounded. */
  public KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("batch.size", 128 << 10);
    properties.put("linger.ms", 5);
    properties.put("request.timeout.ms", DELIVERY / 3);
    properties.put("delivery.timeout.ms", DELIVERY);
    properties.put("max.block.ms", DELIVERY);
    properties.putAll(properties(settings));
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A reader of all partitions of some topics, which stands at their beginning. */
  public TopicReader reader(List<String> topics) {
    return TopicReader.open(consumer(), topics);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("request.timeout.ms", DELIVERY / 3);
    properties.put("default.api.timeout.ms", DELIVERY / 3);
    properties.putAll(properties(settings));
    properties.put("enable.auto.commit", false);
    properties.put("allow.auto.create.topics", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private static Map<String, Object> properties(Settings.Kafka settings) {
    Map<String, Object> properties = new HashMap<>();
    settings.client().forEach((name, value) -> properties.put(name.toString(), value));
    return properties;
  }

  /** Opens a connection to one of the addresses and closes it again. */
  private static void knock(String bootstrap) {
    for (String address : bootstrap.split(",", -1)) {
      try (Socket socket = new Socket()) {
        socket.connect(address(address.strip()), PATIENCE);
        return;
      } catch (IOException e) {
        // Perhaps another is there.
      }
    }
    throw Trouble.nobody(bootstrap);
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port > 0) {
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new InetSocketAddress(bracketed ? host.substring(1, host.length() - 1) : host, port);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Failure.usage("'" + text + "' is no address of a Kafka: write HOST:PORT");
  }

  private static <T> T get(KafkaFuture<T> future) {
    return call(future::get);
  }

  private static <T> T call(Call<T> call) {
    try {
      return call.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private interface Call<T> {
    T get() throws ExecutionException, InterruptedException;
  }
}
