package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar for a Flink cluster on a real one: a broker, a job manager and a task manager, each in a
 * process of its own. The commands are those of docs/operations.md.
 */
@Tag("slow")
final class ClusterTest {
  private static final Path TARGET = Path.of("..", "job", "target");

  private static final String CART =
      """
      id: dear-cart
      pattern:
        steps:
          - {name: cart, event: cart, where: event.price > 200.0}
      offer: {text: "Free shipping for ${cart.product_id}"}
      """;

  private static final String ABANDONED =
      """
      id: abandoned-cart
      pattern:
        steps:
          - {name: cart, event: cart}
          - {name: purchase, event: purchase, absent: true}
        within: 20s
      offer: {text: "Still thinking?"}
      """;

  private static Path jar;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @BeforeAll
  static void findJar() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      jar =
          files
              .filter(file -> file.getFileName().toString().matches("nudge-job-.*-flink\\.jar"))
              .findFirst()
              .orElseThrow(
                  () -> new AssertionError("no jar for a cluster: build it with -Pflink-jar"));
    }
  }

  @Test
  void theJarHoldsEverythingButFlinkAndTheThinOneNothingElse() throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<String> names = zip.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .contains(
              "dev/nudge/job/Main.class",
              "dev/nudge/engine/Detector.class",
              "org/apache/flink/connector/kafka/source/KafkaSource.class",
              "org/apache/kafka/clients/producer/KafkaProducer.class",
              "nl/basjes/parse/useragent/UserAgentAnalyzer.class",
              "com/maxmind/db/Reader.class",
              "org/mozilla/javascript/Context.class",
              "META-INF/LICENSE",
              "META-INF/NOTICE")
          .doesNotHaveDuplicates()
          .noneMatch(name -> name.matches("org/apache/flink/(runtime|streaming/runtime|core)/.*"))
          .noneMatch(name -> name.startsWith("org/slf4j/"))
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"));
    }
    Path thin = Path.of(jar.toString().replace("-flink.jar", ".jar"));
    assertThat(thin).exists();
    try (ZipFile zip = new ZipFile(thin.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .allMatch(name -> name.matches("(dev/|META-INF/).*"));
    }
  }

  @Test
  void theJobRunsOnProcessesOfItsOwnAndSurvivesTheirDeath() throws Exception {
    try (JavaProcess broker = broker();
        FlinkProcesses flink = FlinkProcesses.start(folder.resolve("flink"))) {
      String bootstrap = bootstrap(broker);
      Path settings = folder.resolve("nudge.yaml");
      Files.writeString(
          settings,
          """
          kafka: {bootstrap: "%s"}
          time: {quiet: 2s}
          flink: {parallelism: 2, checkpoint_every: 1s}
          """
              .formatted(bootstrap));

      FlinkProcesses.Called wrong =
          flink.call("run", jar.toString(), "--config", settings.toString(), "--set", "delivry=x");
      assertThat(wrong.exitCode()).isEqualTo(1);
      assertThat(wrong.output())
          .contains("did you mean 'delivery'?", "nudge: 1 error in the configuration; mend it")
          .doesNotContain("\tat ");

      String job = submit(flink, List.of(), settings);
      flink.awaitRunning(job);
      try (StockClient client = new StockClient(bootstrap)) {
        client.publish("dear-cart", CART);
        client.publish("abandoned-cart", ABANDONED);

        cart(client, "e1", "ann");
        assertThat(client.await("nudge.triggers", "\"campaign\":\"dear-cart\""))
            .contains("\"text\":\"Free shipping for p9\"")
            .contains("\"user\":\"ann\"");

        flink.awaitCheckpoint(job);
        flink.taskManager().kill();
        assertThat(client.values("nudge.triggers")).noneMatch(value -> value.contains("abandoned"));
        flink.startTaskManager();

        client.await("nudge.triggers", "\"campaign\":\"abandoned-cart\"");
        assertThat(client.ids("abandoned-cart")).containsExactly(id(ABANDONED, "e1", "ann"));
        assertThat(client.ids("dear-cart")).containsExactly(id(CART, "e1", "ann"));

        cart(client, "e2", "ben");
        client.await("nudge.triggers", "\"user\":\"ben\"");
        String savepoint =
            flink
                .call(
                    "stop", "--savepointPath", folder.resolve("savepoints").toUri().toString(), job)
                .find("Path: (\\S+)");

        String next =
            submit(flink, List.of("-s", savepoint), settings, "--set", "flink.parallelism=1");
        flink.awaitRunning(next);
        client.await("nudge.triggers", "\"campaign\":\"abandoned-cart\"", "\"user\":\"ben\"");
        cart(client, "e3", "cleo");
        client.await("nudge.triggers", "\"campaign\":\"dear-cart\"", "\"user\":\"cleo\"");
        assertThat(client.ids("dear-cart")).hasSize(3);
        assertThat(client.ids("abandoned-cart")).hasSize(2);
      }
    }
  }

  private String submit(
      FlinkProcesses flink, List<String> options, Path settings, String... arguments)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("-d"));
    all.addAll(options);
    all.addAll(List.of(jar.toString(), "--config", settings.toString()));
    all.addAll(List.of(arguments));
    return flink.call("run", all.toArray(String[]::new)).find("JobID (\\w+)");
  }

  private JavaProcess broker() throws IOException {
    List<String> classPath =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    return JavaProcess.start(
        classPath,
        Map.of(),
        folder.resolve("broker.log"),
        Broker.class.getName(),
        folder.resolve("kafka").toString());
  }

  private static String bootstrap(JavaProcess broker) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(broker::output, output -> output.contains(Broker.READY))
        .lines()
        .filter(line -> line.startsWith(Broker.READY))
        .map(line -> line.substring(Broker.READY.length()))
        .findFirst()
        .orElseThrow();
  }

  private static void cart(StockClient client, String id, String user) throws Exception {
    client.write(
        "nudge.events",
        user,
        "{\"id\":\"%s\",\"user\":\"%s\",\"type\":\"cart\",\"price\":251.7,\"product_id\":\"p9\"}"
            .formatted(id, user));
  }

  /** The id that the engine alone gives to the trigger of a cart. */
  private static String id(String campaign, String event, String user) {
    var read = CampaignReader.read("campaign.yaml", campaign, new ArrayList<>()).get(0).campaign();
    var compiled = CampaignSet.compile(List.of(new CampaignSet.Published(read, 1, Instant.EPOCH)));
    List<Trigger> triggers = new ArrayList<>();
    UserState state = new UserState(user);
    Detector detector = new Detector(compiled.campaigns());
    Output output = Output.triggersTo(triggers::add);
    Properties cart = Properties.of(Map.of("price", 251.7, "product_id", "p9"));
    detector.onEvent(new Event(event, user, "cart", 0, cart), state, output);
    detector.onTime(Duration.ofDays(1).toMillis(), state, output);
    return triggers.get(0).id();
  }
}
