package dev.nudge.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.FreePort;
import dev.nudge.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;

/** A {@code nudge up} in a process of its own, with all its doors open. */
final class Victim implements AutoCloseable {
  /** Larger than a record should have, smaller than Kafka refuses. */
  static final String HUGE_KEY = "k".repeat(900_000);

  private static final Pattern PASSWORD = Pattern.compile("sign in +admin, (\\S+)");
  private static final int LOOKS = 3;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final Path folder;
  private final Process process;
  private final Topics topics;
  private final Metrics metrics;
  private final Caller console;
  private int canaries;

  /** Starts one in an empty folder and publishes what the rows count on. */
  static Victim start(Path folder) throws Exception {
    int kafka = FreePort.find();
    int port = FreePort.find();
    int metrics = FreePort.find();
    Files.createDirectories(folder);
    Path shown = folder.resolve("up.txt");
    Process process =
        new ProcessBuilder(command(folder, kafka, port, metrics))
            .redirectErrorStream(true)
            .redirectOutput(shown.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Awaitility.await()
        .atMost(Patience.of(Duration.ofSeconds(60)))
        .until(() -> !process.isAlive() || PASSWORD.matcher(Files.readString(shown)).find());
    Matcher password = PASSWORD.matcher(Files.readString(shown));
    assertThat(password.find()).as(Files.readString(shown)).isTrue();
    Victim victim =
        new Victim(
            folder,
            process,
            Topics.of("127.0.0.1:" + kafka),
            new Metrics(metrics),
            Caller.signedIn(port, password.group(1)));
    for (String campaign : Campaigns.ALL) {
      victim.publish(Campaigns.id(campaign), campaign);
    }
    return victim;
  }

  private Victim(Path folder, Process process, Topics topics, Metrics metrics, Caller console) {
    this.folder = folder;
    this.process = process;
    this.topics = topics;
    this.metrics = metrics;
    this.console = console;
  }

  /** As {@code ./nudge up} starts it. */
  private static List<String> command(Path folder, int kafka, int port, int metrics) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx1g",
        "-XX:+UseG1GC",
        "-XX:+ExitOnOutOfMemoryError",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        Main.class.getName(),
        "up",
        "--data",
        folder.resolve("data").toString(),
        "--set",
        "local.kafka_port=" + kafka,
        "--set",
        "console.port=" + port,
        "--set",
        "local.metrics_port=" + metrics,
        "--set",
        "local.flink_port=0");
  }

  /** The console, for an admin. */
  Caller console() {
    return console;
  }

  /** Where Kafka is. */
  String bootstrap() {
    return topics.bootstrap();
  }

  /** A file to give to a command. */
  Path file(String name, byte[] content) throws IOException {
    Path file = Files.createDirectories(folder.resolve("files")).resolve(name);
    return Files.write(file, content);
  }

  /** Writes a record with a client that takes any size. */
  RecordMetadata write(String topic, String key, byte[] value) throws Exception {
    return topics.write(topic, key, value);
  }

  /** Publishes a document that is to be active. */
  void publish(String id, String document) throws Exception {
    awaitAnswer(write("nudge.campaigns", id, document.getBytes(UTF_8)), "active");
  }

  /** Waits for the record of an input that was rejected. */
  void awaitRejected(RecordMetadata at, String reason) {
    String place = at.topic() + "-" + at.partition() + "@" + at.offset() + "\"";
    topics.await("nudge.rejected", place, "\"reason\":\"" + reason);
  }

  /** Waits for a record with all these parts, in a topic that begins so. */
  void awaitValue(String topic, String... parts) {
    topics.await(topic, parts);
  }

  /** Waits for what becomes of a document: {@code refused}, or nothing for whatever it is. */
  void awaitAnswer(RecordMetadata at, String state) {
    Pattern place = Pattern.compile("\"offset\":" + at.offset() + "\\b");
    String answer = "\"state\":\"" + state;
    topics.await(
        "nudge.status",
        answer + " for offset " + at.offset(),
        text -> place.matcher(text).find() && text.contains(answer));
  }

  /** Waits until the console knows a campaign. */
  void awaitListed(String id) {
    Awaitility.await()
        .atMost(Patience.of(Duration.ofSeconds(10)))
        .until(() -> console.get("/api/campaigns/" + id).statusCode() == 200);
  }

  /** The sum of a metric over its labels. */
  double metric(String name) throws Exception {
    return metrics.sum(name);
  }

  /** Waits until a metric has come so far. */
  void awaitMetric(String name, double least) {
    Awaitility.await()
        .atMost(Patience.of(Duration.ofSeconds(10)))
        .until(() -> metrics.sum(name) >= least);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How often the job had to be restarted. */
  double restarts() throws Exception {
    return metrics.sum("numRestarts");
  }

  /** How long it takes until events of other users, one in each partition, have fired. */
  Duration canary() throws Exception {
    String song = "canary-" + ++canaries + "-";
    long from = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      String value =
          "{\"user\":\"%s\",\"type\":\"sings\",\"id\":\"%s\"}".formatted("canary" + i, song + i);
      topics.write("nudge.events", i, "canary" + i, value.getBytes(UTF_8));
    }
    for (int i = 0; i < 4; i++) {
      topics.await("nudge.triggers", "\"id\":\"" + song + i + "\"", "\"campaign\":\"canary\"");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    topics.forget();
    return took;
  }

  /**
   * The bytes of the heap that are in use after a collection. What comes between a collection and
   * the question is no more kept than what is collected, so the least of some counts.
   */
  long heap() throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < LOOKS; i++) {
      jcmd("GC.run");
      Matcher used = USED.matcher(jcmd("GC.heap_info"));
      assertThat(used.find()).isTrue();
      least = Math.min(least, Long.parseLong(used.group(1)) * 1024);
    }
    return least;
  }

  private String jcmd(String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), UTF_8);
  }

  @Override
  public void close() throws Exception {
    topics.close();
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
