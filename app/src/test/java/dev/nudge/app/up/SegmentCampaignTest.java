package dev.nudge.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import dev.nudge.app.FreePort;
import dev.nudge.app.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments and campaigns in a {@code nudge up} of their own, from a purchase to a trigger. */
@Tag("slow")
final class SegmentCampaignTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern CAMPAIGN = Pattern.compile("\"campaign\":\"([a-z-]+)\"");

  private static final String CAMPAIGNS =
      """
      id: welcome
      audience: segment('golden-spenders')
      pattern:
        steps: [{name: entered, event: segment.entered, where: event.segment == 'golden-spenders'}]
      ---
      id: members-look
      audience: segment('golden-spenders')
      pattern:
        steps: [{name: view, event: view}]
      ---
      id: others-look
      audience: "!segment('golden-spenders')"
      pattern:
        steps: [{name: view, event: view}]
      ---
      id: come-back
      audience: "!segment('golden-spenders')"
      pattern:
        steps: [{name: left, event: segment.left, where: event.segment == 'golden-spenders'}]
      """;

  @TempDir private Path folder;
  private String bootstrap;
  private Process process;
  private KafkaProducer<String, String> producer;
  private KafkaConsumer<String, String> triggers;
  private final List<String> fired = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    Path segments = Files.createDirectory(folder.resolve("segments"));
    Files.writeString(
        segments.resolve("golden-spenders.yaml"),
        """
        id: golden-spenders
        who: profile.tier == 'gold' && customer.total_spend > 100.0
        """);
    int port = FreePort.find();
    bootstrap = "127.0.0.1:" + port;
    Path shown = folder.resolve("up.txt");
    process =
        new ProcessBuilder(command(port, segments))
            .redirectErrorStream(true)
            .redirectOutput(shown.toFile())
            .start();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !process.isAlive() || Files.readString(shown).contains("ready in"));
    assertThat(Files.readString(shown)).contains("ready in");
    Path campaigns = folder.resolve("campaigns.yaml");
    Files.writeString(campaigns, CAMPAIGNS);
    Command publish = Command.nudge("publish", campaigns, "--bootstrap", bootstrap);
    assertThat(publish.exitCode()).as(publish.err()).isZero();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer());
    triggers =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "segments",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    triggers.subscribe(List.of("nudge.triggers"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (producer != null) {
      producer.close();
      triggers.close();
    }
    process.destroyForcibly().waitFor();
  }

  private List<String> command(int port, Path segments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx1g",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "up",
                "--data",
                folder.resolve("data").toString()));
    for (String set :
        List.of(
            "local.kafka_port=" + port,
            "local.metrics_port=0",
            "local.flink_port=0",
            "console.port=" + FreePort.find(),
            "customer.segments=" + segments)) {
      command.addAll(List.of("--set", set));
    }
    return command;
  }

  @Test
  void aPurchaseMakesAMemberWhomCampaignsGreetAndAProfileMakesOneLeave() throws Exception {
    profile("gold");
    event("view", "");
    fires("others-look");
    event("purchase", ",\"total\":60");
    event("purchase", ",\"total\":60");
    fires("welcome");
    event("view", "");
    fires("members-look");
    profile("silver");
    fires("come-back");
    event("view", "");
    fires("others-look");
  }

  private void profile(String tier) throws Exception {
    String profile = "{\"user\":\"u1\",\"tier\":\"%s\"}".formatted(tier);
    producer.send(new ProducerRecord<>("nudge.profiles", "u1", profile)).get();
  }

  private void event(String type, String more) throws Exception {
    String event =
        "{\"user\":\"u1\",\"type\":\"%s\",\"time\":\"%s\"%s}".formatted(type, Instant.now(), more);
    producer.send(new ProducerRecord<>("nudge.events", "u1", event)).get();
  }

  /** The next trigger is of this campaign. */
  private void fires(String campaign) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              triggers
                  .poll(Duration.ofMillis(100))
                  .forEach(
                      record ->
                          CAMPAIGN
                              .matcher(record.value())
                              .results()
                              .forEach(found -> fired.add(found.group(1))));
              return !fired.isEmpty();
            });
    assertThat(fired).containsExactly(campaign);
    fired.clear();
  }
}
