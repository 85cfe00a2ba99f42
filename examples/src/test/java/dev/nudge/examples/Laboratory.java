package dev.nudge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.input.FileInput;
import dev.nudge.app.input.MappingFile;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.DocumentText;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.job.NudgeJob;
import dev.nudge.job.Topics;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import dev.nudge.stream.NewTopics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a Flink in this process, where orders for a replay are run by the job instead. */
final class Laboratory implements AutoCloseable {
  private static final int SLOTS = 3;

  private final EmbeddedKafka kafka;
  private final MiniCluster flink;
  private int runs;

  Laboratory(Path folder) throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), "127.0.0.1", 0);
    flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .withRandomPorts()
                .setConfiguration(new Configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    flink.start();
  }

  /** In which form events come to Kafka. */
  enum Form {
    /** As {@code nudge send} writes them. */
    CANONICAL,
    /** As they stand in their file; the settings name the mapping. */
    ORIGINAL
  }

  /**
   * The outputs of the job, each sorted.
   *
   * @param untimed how many lines it was not given, because they have no time. A replay rejects
   *     them; to the job they happened when they were written to Kafka, that is, at another time in
   *     each run
   */
  record Found(
      List<String> triggers, List<String> transitions, List<String> rejected, int untimed) {}

  /** Runs the job over what an order for a replay names. */
  Found run(Order order, Form form, int parallelism) throws Exception {
    String prefix = "run" + runs++ + ".";
    Settings settings = settings(prefix, order, form, parallelism);
    // The publication of a campaign is as old as the first event, or as far ahead as it is.
    make(settings.topics().campaigns(), Map.of("message.timestamp.after.max.ms", "9000000000000"));
    Topics.Found topics = Topics.create(settings);

    publish(order, settings);
    order.profiles().ifPresent(file -> send("--profiles", file, order, settings));
    order.catalog().ifPresent(file -> send("--catalog", file, order, settings));
    int untimed = 0;
    switch (form) {
      case CANONICAL -> send("--events", order.events(), order, settings);
      case ORIGINAL -> untimed = write(order, settings);
    }

    Configuration configuration = NudgeJob.configuration(settings);
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    NudgeJob.build(env, settings, topics, NudgeJob.Span.TO_THE_END);
    flink.executeJobBlocking(env.getStreamGraph().getJobGraph());
    return new Found(
        read(settings.topics().triggers()),
        read(settings.topics().transitions()),
        read(settings.topics().rejected()),
        untimed);
  }

  private Settings settings(String prefix, Order order, Form form, int parallelism) {
    List<Flag> flags = new ArrayList<>();
    for (String name :
        List.of(
            "profiles",
            "catalog",
            "campaigns",
            "status",
            "triggers",
            "transitions",
            "funnel",
            "watches")) {
      flags.add(set("topics." + name, prefix + name));
    }
    flags.add(set("transitions", "all"));
    flags.add(set("topics.rejected", prefix + "rejected"));
    flags.add(
        set(
            "topics.events",
            form == Form.CANONICAL
                ? prefix + "events"
                : "{topic: " + prefix + "events, mapping: '" + order.mapping() + "'}"));
    flags.add(set("kafka.bootstrap", kafka.bootstrap()));
    flags.add(set("flink.parallelism", String.valueOf(parallelism)));
    flags.add(set("time.ahead", "3650d"));
    var read =
        SettingsReader.read(new SettingsInput(Optional.empty(), Example.ROOT, Map.of(), flags));
    assertThat(read.problems()).isEmpty();
    return read.settings();
  }

  private static Flag set(String path, String value) {
    return new Flag("--set", path, value);
  }

  private void make(String topic, Map<String, String> configuration) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      NewTopics.make(admin, List.of(new NewTopic(topic, 1, (short) 1).configs(configuration)));
    }
  }

  /** At the time of the first usable event, drafts too, as a replay does. */
  private void publish(Order order, Settings settings) throws Exception {
    long time = firstTime(order);
    try (KafkaProducer<String, String> producer = producer()) {
      for (Path file : order.campaigns()) {
        String text = live(file);
        String id =
            CampaignReader.read(file.toString(), text, new ArrayList<>())
                .get(0)
                .campaign()
                .id()
                .value();
        producer
            .send(new ProducerRecord<>(settings.topics().campaigns(), null, time, id, text))
            .get();
      }
    }
  }

  /** A document, in which a draft is live. */
  private static String live(Path file) throws IOException {
    String text = Files.readString(file);
    return text.contains("draft")
        ? new DocumentText(1, text).with("status", "live").orElseThrow().text()
        : text;
  }

  private static long firstTime(Order order) throws IOException {
    try (FileInput<Event> lines = open(order)) {
      while (lines.next()) {
        if (lines.parsed() instanceof Parsed.Accepted<Event> accepted) {
          return accepted.value().time();
        }
      }
    }
    throw new IllegalStateException("no usable event in " + order.events());
  }

  private static FileInput<Event> open(Order order) throws IOException {
    Terminal silent =
        new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false);
    Mapping mapping = MappingFile.read(Optional.of(order.mapping()), silent);
    return FileInput.open(order.events(), mapping.events());
  }

  private void send(String what, Path file, Order order, Settings settings) {
    Settings.Topics topics = settings.topics();
    String target =
        switch (what) {
          case "--profiles" -> topics.profiles().topic();
          case "--catalog" -> topics.catalog().topic();
          default -> topics.events().get(0).topic();
        };
    Replay.succeed(
        List.of(
            "send",
            what,
            file.toString(),
            "--mapping",
            order.mapping().toString(),
            "--topic",
            target,
            "--bootstrap",
            kafka.bootstrap(),
            "--set",
            "topics.rejected=" + topics.rejected()));
  }

  /** Writes the lines as they are, each under its user; returns how many it left out. */
  private int write(Order order, Settings settings) throws IOException {
    String topic = settings.topics().events().get(0).topic();
    int untimed = 0;
    try (FileInput<Event> lines = open(order);
        KafkaProducer<String, String> producer = producer()) {
      while (lines.next()) {
        if (lines.parsed() instanceof Parsed.Accepted<Event> accepted) {
          producer.send(new ProducerRecord<>(topic, accepted.value().user(), lines.raw()));
        } else if (lines.parsed() instanceof Parsed.Rejected<Event> rejected
            && rejected.rejection().reason().equals("no time")) {
          untimed++;
        } else {
          producer.send(new ProducerRecord<>(topic, "", lines.raw()));
        }
      }
      producer.flush();
    }
    return untimed;
  }

  private KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrap()),
        new StringSerializer(),
        new StringSerializer());
  }

  /** All values of a topic, sorted. */
  private List<String> read(String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<String> values = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
      return values.stream().sorted().toList();
    }
  }

  @Override
  public void close() throws Exception {
    flink.close();
    kafka.close();
  }
}
