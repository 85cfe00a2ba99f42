package dev.nudge.app.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.cluster.EmbeddedFlink;
import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.job.NudgeJob;
import dev.nudge.job.Topics;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;
import org.jspecify.annotations.Nullable;

/** A broker, a Flink and the job in this process, with stock clients beside them. */
final class RunningSystem implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedKafka kafka;
  private final EmbeddedFlink flink;
  final Settings settings;
  final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final Map<String, List<ConsumerRecord<String, String>>> read = new TreeMap<>();
  private final Map<String, List<Long>> seen = new TreeMap<>();

  /** Starts everything in a folder, with settings as on the command line. */
  static RunningSystem start(Path folder, String... sets) throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), "127.0.0.1", 0);
    return new RunningSystem(kafka, folder, sets);
  }

  private RunningSystem(EmbeddedKafka kafka, Path folder, String... sets) throws Exception {
    this.kafka = kafka;
    this.settings = settings(kafka.bootstrap(), folder, sets);
    Topics.Found topics = Topics.create(settings);
    Configuration configuration =
        EmbeddedFlink.configuration(
            settings,
            Files.createDirectories(folder.resolve("checkpoints")),
            Files.createDirectories(folder.resolve("tmp")));
    flink = EmbeddedFlink.start(configuration);
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    NudgeJob.build(env, settings, topics, NudgeJob.Span.FOR_EVER);
    flink.run(EmbeddedFlink.graph(env), Optional.empty());
    Properties client = settings.kafka().client();
    producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
    consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> every = new ArrayList<>();
    topics
        .partitions()
        .forEach(
            (topic, count) -> {
              for (int i = 0; i < count; i++) {
                every.add(new TopicPartition(topic, i));
              }
            });
    consumer.assign(every);
    consumer.seekToBeginning(every);
  }

  static Settings settings(String bootstrap, Path folder, String... sets) {
    List<Flag> flags = new ArrayList<>();
    for (String set : sets) {
      String[] parts = set.split("=", 2);
      flags.add(new Flag("--set", parts[0], parts[1]));
    }
    flags.add(new Flag("--set", "kafka.bootstrap", bootstrap));
    flags.add(0, new Flag("--set", "local.metrics_port", "0"));
    flags.add(0, new Flag("--set", "local.flink_port", "0"));
    var configuration =
        SettingsReader.read(new SettingsInput(Optional.empty(), folder, Map.of(), flags));
    assertThat(configuration.problems()).isEmpty();
    return configuration.settings();
  }

  /** Writes a record with a stock client. */
  RecordMetadata write(String topic, String key, String value) throws Exception {
    return producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  /** Publishes a document, or a tombstone, and waits for what becomes of it. */
  String publish(String id, @Nullable String document) throws Exception {
    long offset =
        producer.send(new ProducerRecord<>("nudge.campaigns", id, document)).get().offset();
    Pattern answer = Pattern.compile("\"offset\":" + offset + "\\b");
    return await("nudge.status", value -> answer.matcher(value).find());
  }

  /** Waits for a record that fits and returns it. */
  String await(String topic, Predicate<String> fits) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .conditionEvaluationListener(
            new ConditionEvaluationListener<Object>() {
              @Override
              public void conditionEvaluated(EvaluatedCondition<Object> condition) {}

              @Override
              public void onTimeout(TimeoutEvent timeout) {
                throw new AssertionError("nothing that fits came to " + topic + "; " + health());
              }
            })
        .until(() -> find(topic, fits), Optional::isPresent)
        .orElseThrow();
  }

  /** Whether the job runs, or what it failed of last. */
  String health() {
    try {
      return flink.failure().map(failure -> "the job failed: " + failure).orElse("the job runs");
    } catch (IOException | InterruptedException e) {
      return "Flink does not answer: " + e;
    }
  }

  private Optional<String> find(String topic, Predicate<String> fits) {
    poll();
    return values(topic).stream().filter(fits).findFirst();
  }

  /** What was read from a topic so far. */
  List<String> values(String topic) {
    return read.getOrDefault(topic, List.of()).stream().map(ConsumerRecord::value).toList();
  }

  /** A header of the record with this value. */
  String header(String topic, String value, String name) {
    return read.get(topic).stream()
        .filter(record -> record.value().equals(value))
        .map(record -> new String(record.headers().lastHeader(name).value(), UTF_8))
        .findFirst()
        .orElseThrow();
  }

  /** When, by the wall clock, a record was first seen here. */
  long seen(String topic, Predicate<String> fits) {
    List<String> values = values(topic);
    for (int i = 0; i < values.size(); i++) {
      if (fits.test(values.get(i))) {
        return seen.get(topic).get(i);
      }
    }
    throw new AssertionError("nothing that fits was read from " + topic);
  }

  private void poll() {
    ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(1));
    long now = System.currentTimeMillis();
    for (ConsumerRecord<String, String> record : records) {
      read.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add(record);
      seen.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add(now);
    }
  }

  @Override
  public void close() throws Exception {
    producer.close(Duration.ZERO);
    consumer.close();
    flink.close();
    kafka.close();
  }
}
