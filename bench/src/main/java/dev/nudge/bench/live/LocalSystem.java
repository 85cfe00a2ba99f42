package dev.nudge.bench.live;

import dev.nudge.app.cluster.CheckpointFolder;
import dev.nudge.app.cluster.EmbeddedFlink;
import dev.nudge.app.terminal.Failure;
import dev.nudge.bench.measure.TemporaryFolder;
import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.job.NudgeJob;
import dev.nudge.job.Topics;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import dev.nudge.stream.NewTopics;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kafka and Flink in this process, in a folder of their own, all set as {@code nudge up} sets it by
 * default; and beside the job, one that only copies.
 */
final class LocalSystem implements Closeable {
  /** What the job that only copies reads, and where it writes. */
  static final String COPIED_FROM = "copied-from";

  static final String COPIED_TO = "copied-to";

  private final TemporaryFolder folder;
  private final EmbeddedKafka kafka;
  private final List<EmbeddedFlink> flinks = new ArrayList<>();
  private final KafkaProducer<String, String> producer;
  private final AtomicReference<Exception> failed = new AtomicReference<>();
  final Settings settings;

  private LocalSystem(TemporaryFolder folder, EmbeddedKafka kafka) {
    this.folder = folder;
    this.kafka = kafka;
    this.settings =
        SettingsReader.read(
                new SettingsInput(
                    Optional.empty(),
                    folder.path(),
                    Map.of(),
                    List.of(
                        new Flag("--set", "kafka.bootstrap", kafka.bootstrap()),
                        new Flag("--set", "local.metrics_port", "0"),
                        new Flag("--set", "local.flink_port", "0"))))
            .settings();
    Properties client = settings.kafka().client();
    client.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    this.producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
  }

  /** Starts Kafka. */
  static LocalSystem open() throws IOException {
    TemporaryFolder folder = TemporaryFolder.make();
    return new LocalSystem(
        folder, EmbeddedKafka.start(folder.path().resolve("kafka"), "127.0.0.1", 0));
  }

  /** Runs the job; it goes on from its last checkpoint, if there is one. Returns when it runs. */
  EmbeddedFlink runNudge() throws Exception {
    Path checkpoints = Files.createDirectories(folder.path().resolve("checkpoints"));
    Configuration configuration = configuration(checkpoints);
    var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    NudgeJob.build(environment, settings, Topics.create(settings), NudgeJob.Span.FOR_EVER);
    return run(configuration, environment, new CheckpointFolder(checkpoints).newest());
  }

  /** Runs the job that only copies. */
  void runCopy() throws Exception {
    runBeside(new SimpleStringSchema());
  }

  /** Runs, in its place, a job that parses each record as JSON and writes it again. */
  void runParse() throws Exception {
    runBeside(new ParsedJson());
  }

  private void runBeside(SerializationSchema<String> written) throws Exception {
    make(COPIED_FROM);
    make(COPIED_TO);
    Configuration configuration =
        configuration(Files.createDirectories(folder.path().resolve("checkpoints-of-copy")));
    var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    Properties client = settings.kafka().client();
    client.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    environment
        .fromSource(
            KafkaSource.<String>builder()
                .setBootstrapServers(kafka.bootstrap())
                .setTopics(COPIED_FROM)
                .setGroupId("copy")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build(),
            WatermarkStrategy.noWatermarks(),
            "from")
        .sinkTo(
            KafkaSink.<String>builder()
                .setBootstrapServers(kafka.bootstrap())
                .setKafkaProducerConfig(client)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(
                    KafkaRecordSerializationSchema.builder()
                        .setTopic(COPIED_TO)
                        .setValueSerializationSchema(written)
                        .build())
                .build());
    run(configuration, environment, Optional.empty());
  }

  /** Reads each text as JSON, and writes what it has read. */
  private static final class ParsedJson implements SerializationSchema<String> {
    private static final long serialVersionUID = 1;

    @Override
    public byte[] serialize(String text) {
      return JsonMapper.shared().writeValueAsBytes(JsonMapper.shared().readTree(text));
    }
  }

  private Configuration configuration(Path checkpoints) throws IOException {
    return EmbeddedFlink.configuration(
        settings, checkpoints, Files.createDirectories(folder.path().resolve("temporary")));
  }

  private EmbeddedFlink run(
      Configuration configuration, StreamExecutionEnvironment environment, Optional<Path> from)
      throws Exception {
    EmbeddedFlink flink = EmbeddedFlink.start(configuration);
    flinks.add(flink);
    flink.run(EmbeddedFlink.graph(environment), from);
    return flink;
  }

  /** Where Kafka is. */
  String bootstrap() {
    return kafka.bootstrap();
  }

  /** Returns when all that was sent is written. */
  void flush() {
    producer.flush();
    rethrow();
  }

  /** Makes a topic. */
  void make(String topic) throws Exception {
    try (Admin admin = Admin.create(settings.kafka().client())) {
      int partitions = settings.topics().partitions();
      NewTopics.make(admin, List.of(new NewTopic(topic, partitions, (short) 1)));
    }
  }

  /**
   * Writes a record, and does not wait for it: a failure is thrown by the next call, or by {@link
   * #flush}.
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  void send(String topic, String key, String value) {
    rethrow();
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (metadata, failure) -> {
          if (failure != null) {
            failed.compareAndSet(null, failure);
          }
        });
  }

  private void rethrow() {
    Exception failure = failed.get();
    if (failure != null) {
      throw Failure.system("Kafka did not take a record: " + failure);
    }
  }

  /** Reads what comes to a topic from now on. */
  RecordTimes timesOf(String topic) {
    KafkaConsumer<byte[], String> consumer =
        new KafkaConsumer<>(
            settings.kafka().client(), new ByteArrayDeserializer(), new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.endOffsets(partitions).forEach(consumer::seek);
    return new RecordTimes(consumer);
  }

  @Override
  public void close() throws IOException {
    producer.close(Duration.ZERO);
    flinks.forEach(EmbeddedFlink::close);
    kafka.close();
    folder.close();
  }
}
