package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records of any size and content: after each, somebody else's trigger comes, without a restart.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PoisonTest {
  private static final int LARGE = 400_000;

  @TempDir private static Path folder;
  private static RunningSystem system;
  private static int canaries;

  @BeforeAll
  static void start() throws Exception {
    system = RunningSystem.start(folder, "topics.offers=small");
    system.publish(
        "canary",
        """
        id: canary
        published: 2019-01-01T00:00:00Z
        pattern: {steps: [{name: sings, event: sings}]}
        """);
    system.publish(
        "three",
        """
        id: three
        published: 2019-01-01T00:00:00Z
        pattern:
          steps:
            - {name: large, event: large, times: 3}
        offer: {text: "${large[0].word}"}
        matched: all
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void bytesThatAreNoTextAreRejectedInBase64() throws Exception {
    byte[] raw = new byte[LARGE];
    Arrays.fill(raw, (byte) 0xFF);
    write("nudge.events", "k1", raw);

    String rejected = rejected("\"encoding\":\"base64\"");
    assertThat(rejected)
        .contains("\"raw\":\"" + Base64.getEncoder().encodeToString(raw) + "\"", "not JSON")
        .doesNotContain("\"cut\"");
    assertCanary();
  }

  @Test
  void anEventThatIsTooLargeOnceItIsEscapedIsRejectedAsFarAsItFits() throws Exception {
    String quotes = "\\\"".repeat(300_000);
    write(
        "nudge.events",
        "k2",
        ("{\"user\":\"far\",\"type\":\"a\",\"time\":\"2200-01-01T00:00:00Z\",\"q\":\""
                + quotes
                + "\"}")
            .getBytes(StandardCharsets.UTF_8));

    assertThat(rejected("ahead of its time"))
        .contains("\"cut\":[\"raw\"]", "\"bytes\":6000", "\\\"user\\\":\\\"far\\\"");
    assertCanary();
  }

  @Test
  void aTriggerOfThreeLargeEventsComesWithWhatItsCampaignReads() throws Exception {
    String word = "{\"user\":\"big\",\"type\":\"large\",\"time\":%d,\"word\":\"w\",\"s\":\"%s\"}";
    for (int i = 1; i <= 3; i++) {
      system.write(
          "nudge.events", "big", word.formatted(1_700_000_000_000L + i, "x".repeat(LARGE)));
    }

    String trigger = system.await("nudge.triggers", value -> value.contains("\"user\":\"big\""));
    assertThat(trigger)
        .contains("\"cut\":[\"matched\"]", "\"offer\":{\"text\":\"w\"}", "\"word\":\"w\"")
        .hasSizeLessThan(1_000);
    assertCanary();
  }

  /** The sink fails once; the job then knows better. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aTopicThatComesToTakeLessCostsOneRestart() throws Exception {
    limit("small", 20_000);
    system.publish(
        "small-one",
        """
        id: small-one
        topic: small
        matched: all
        published: 2019-01-01T00:00:00Z
        pattern: {steps: [{name: a, event: mid}]}
        offer: {text: "${a.word}"}
        """);
    system.write(
        "nudge.events",
        "mid",
        "{\"user\":\"mid\",\"type\":\"mid\",\"time\":1700000000000,\"word\":\"w\",\"s\":\"%s\"}"
            .formatted(incompressible(160_000)));

    assertThat(system.await("small", value -> value.contains("\"user\":\"mid\"")))
        .contains("\"cut\":[\"matched\"]", "\"word\":\"w\"");
    assertThat(system.health()).contains("RecordTooLargeException");
  }

  @Test
  void aKeyOfAnySizeIsCut() throws Exception {
    write("nudge.events", "k".repeat(900_000), "no JSON".getBytes(StandardCharsets.UTF_8));

    assertThat(rejected("\"raw\":\"no JSON\"")).isNotEmpty();
    assertCanary();
  }

  @Test
  void aCampaignOfThousandsOfMistakesIsRefusedInShort() throws Exception {
    StringBuilder document = new StringBuilder("id: mistakes\n");
    for (int i = 0; document.length() < 900_000; i++) {
      document.append("wrong").append(i).append(": 1\n");
    }
    String status = system.publish("mistakes", document.toString());

    assertThat(status).contains("\"state\":\"refused\"");
    assertCanary();
  }

  private static String incompressible(int length) {
    return new Random(7)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String rejected(String part) {
    return system.await("nudge.rejected", value -> value.contains(part));
  }

  /** Somebody else's trigger comes, and the job that brings it is the one that ran before. */
  private static void assertCanary() throws Exception {
    String user = "canary" + ++canaries;
    system.write(
        "nudge.events",
        user,
        "{\"user\":\"%s\",\"type\":\"sings\",\"time\":%d}"
            .formatted(user, System.currentTimeMillis()));
    system.await("nudge.triggers", value -> value.contains("\"user\":\"" + user + "\""));
    assertThat(system.health()).isEqualTo("the job runs");
  }

  private static void write(String topic, String key, byte[] value) throws Exception {
    Properties client = system.settings.kafka().client();
    client.put("max.request.size", "5000000");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
          .get(RunningSystem.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static void limit(String topic, int bytes) throws Exception {
    try (Admin admin = Admin.create(system.settings.kafka().client())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  Set.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }
}
