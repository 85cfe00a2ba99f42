package dev.nudge.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.FreePort;
import dev.nudge.app.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** {@code nudge up} in a process of its own, which can be killed and started again. */
public final class UpProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int HEAP = 1;

  private final Path folder;
  private final List<String> command;
  private final Map<String, String> environment;
  private final String bootstrap;
  private Optional<Process> process = Optional.empty();
  private int starts;

  /**
   * One that does not run yet.
   *
   * @param folder where its data and what it says are
   * @param sets settings as on the command line, in place of having no console
   */
  public UpProcess(Path folder, Map<String, String> environment, String... sets)
      throws IOException {
    this.folder = folder;
    this.environment = environment;
    int port = FreePort.find();
    bootstrap = "127.0.0.1:" + port;
    command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-Dnudge.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                classPath(),
                Main.class.getName(),
                "up",
                "--data",
                data().toString()));
    List<String> all =
        new ArrayList<>(
            List.of(
                "local.kafka_port=" + port,
                "local.metrics_port=0",
                "local.flink_port=0",
                "console.port=0"));
    all.addAll(List.of(sets));
    all.forEach(set -> command.addAll(List.of("--set", set)));
  }

  /** That of the product: the driver by which tests write to a MariaDB is no part of it. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !entry.contains("mariadb-java-client"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** With more heap, and with more options of the command. */
  UpProcess with(String heap, String... options) {
    command.set(HEAP, heap);
    command.addAll(List.of(options));
    return this;
  }

  /** What it has said since it was started last. */
  String said() throws IOException {
    return Files.readString(folder.resolve("up-" + starts + ".txt"));
  }

  public Path data() {
    return folder.resolve("data");
  }

  public String bootstrap() {
    return bootstrap;
  }

  public void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("up-" + ++starts + ".txt").toFile());
    builder.environment().putAll(environment);
    process = Optional.of(builder.start());
  }

  public void awaitReady() throws IOException {
    awaitReady(PATIENCE);
  }

  /** What it takes depends on what else the machine does. */
  void awaitReady(Duration patience) throws IOException {
    Path shown = folder.resolve("up-" + starts + ".txt");
    Awaitility.await()
        .atMost(patience)
        .until(
            () -> !process.orElseThrow().isAlive() || Files.readString(shown).contains("ready in"));
    assertThat(Files.readString(shown)).contains("ready in");
  }

  /** As with {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.orElseThrow().destroyForcibly().waitFor();
  }

  /** A reader of a topic from its beginning. */
  public KafkaConsumer<String, String> reader(String topic, String isolation) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isPresent()) {
      kill();
    }
  }
}
