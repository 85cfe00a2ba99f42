package dev.nudge.app.live;

import dev.nudge.app.Command;
import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.stream.NewTopics;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker with Nudge's topics, and something that answers to campaigns as the job does. */
public final class KafkaWithJob implements AutoCloseable {
  private static final List<String> COMPACTED =
      List.of("nudge.campaigns", "nudge.status", "nudge.profiles", "nudge.catalog");

  private final Path folder = Files.createTempDirectory("nudge-live-test-");
  private final EmbeddedKafka kafka = EmbeddedKafka.start(folder, "127.0.0.1", 0);
  private final KafkaProducer<String, String> producer =
      new KafkaProducer<>(clients(), new StringSerializer(), new StringSerializer());
  private final Map<String, String> last = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final Thread job = new Thread(this::answer, "stand-in for the job");
  private volatile boolean closed;
  private volatile boolean silent;

  public KafkaWithJob() throws Exception {
    try (Admin admin = Admin.create(clients())) {
      List<NewTopic> topics = new ArrayList<>();
      COMPACTED.forEach(
          topic ->
              topics.add(
                  new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
      for (String topic : List.of("nudge.events", "nudge.triggers", "nudge.rejected")) {
        topics.add(new NewTopic(topic, 2, (short) 1));
      }
      NewTopics.make(admin, topics);
    }
    job.start();
  }

  public String bootstrap() {
    return kafka.bootstrap();
  }

  /** Runs a command against this Kafka. */
  public Command nudge(Object... args) {
    Object[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--bootstrap";
    all[args.length + 1] = bootstrap();
    return Command.nudge(all);
  }

  /** Makes one more topic. */
  public void topic(String name) {
    try (Admin admin = Admin.create(clients())) {
      NewTopics.make(admin, List.of(new NewTopic(name, 2, (short) 1)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Lets the job answer nothing, or answer again. */
  public void silent(boolean nothing) {
    silent = nothing;
  }

  public RecordMetadata write(String topic, String key, String value) {
    try {
      return producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Writes a record that carries something in a header. */
  public void write(String topic, String key, String value, String name, String header) {
    ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
    record.headers().add(name, header.getBytes(StandardCharsets.UTF_8));
    try {
      producer.send(record).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** All records of a topic. */
  public List<ConsumerRecord<String, String>> read(String topic) {
    try (KafkaConsumer<String, String> consumer = consumer(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  private KafkaConsumer<String, String> consumer(String topic) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(clients(), new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, info.partition()));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private Map<String, Object> clients() {
    return Map.of("bootstrap.servers", kafka.bootstrap());
  }

  private void answer() {
    try (KafkaConsumer<String, String> consumer = consumer("nudge.campaigns")) {
      while (!closed) {
        for (ConsumerRecord<String, String> document : consumer.poll(Duration.ofMillis(20))) {
          if (!silent) {
            answer(document);
          }
        }
      }
    }
  }

  private void answer(ConsumerRecord<String, String> document) {
    String id = document.key();
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> read =
        document.value() == null ? List.of() : CampaignReader.read("x", document.value(), problems);
    boolean sound =
        read.size() == 1 && read.get(0).sound() && !document.value().contains("refuse me");
    String state = "ended";
    if (document.value() != null && !sound) {
      state = "refused";
    } else {
      if (!String.valueOf(document.value())
          .equals(last.put(id, String.valueOf(document.value())))) {
        versions.merge(id, 1, Integer::sum);
      }
      if (sound) {
        Campaign.Status status = read.get(0).campaign().status();
        state =
            status == Campaign.Status.LIVE
                ? "active"
                : status == Campaign.Status.PAUSED ? "paused" : "ended";
      }
    }
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("campaign", id);
    status.put("version", (long) versions.getOrDefault(id, 0));
    status.put("state", state);
    status.put("published", Instant.ofEpochMilli(document.timestamp()).toString());
    status.put("partition", (long) document.partition());
    status.put("offset", document.offset());
    status.put(
        "problems",
        state.equals("refused") ? List.of("2:1: error: the job does not like it") : List.of());
    status.put(
        "name",
        read.isEmpty() ? "" : read.get(0).campaign().name().map(Object::toString).orElse(""));
    write("nudge.status", id, JsonObject.write(status));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    closed = true;
    job.join();
    producer.close();
    kafka.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
