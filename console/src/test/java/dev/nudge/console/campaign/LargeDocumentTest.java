package dev.nudge.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a topic does not take is refused at once, or marked; and it is in nobody's way. */
class LargeDocumentTest {
  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics(1);
  private static Console console;
  private static Browser admin;
  private static Browser collector;

  @BeforeAll
  static void start() throws Exception {
    console =
        Console.start(
            new ConsoleSettings(
                "127.0.0.1",
                0,
                TestDatabase.empty(),
                Map.of("bootstrap.servers", TestBroker.bootstrap(), "max.request.size", "20000"),
                TOPICS,
                Map.of()));
    SignedIn signedIn = new SignedIn(console);
    admin = signedIn.admin();
    collector = signedIn.token("collect");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aDraftThatCouldNeverBePublishedIsNotKept() {
    Answer refused = admin.post("/api/campaigns", Map.of("text", document("large", 20_000)));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().get("detail").asString())
        .isEqualTo(
            "the document has 20000 bytes, and the topic '"
                + TOPICS.campaigns()
                + "' takes 19360: make it smaller, or raise the topic's max.message.bytes and"
                + " max.request.size");
  }

  @Test
  void theLargestThatIsKeptCanBePublishedAndPausedAndEnded() {
    assertThat(admin.post("/api/campaigns", Map.of("text", document("largest", 19_360))).status())
        .isEqualTo(201);
    assertThat(admin.post("/api/campaigns/largest/publish", Map.of("revision", 1)).status())
        .isEqualTo(200);
    assertThat(admin.post("/api/campaigns/largest/pause", null).status()).isEqualTo(200);
    assertThat(admin.post("/api/campaigns/largest/end", null).status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                TestBroker.read(TOPICS.campaigns()).stream()
                        .filter(record -> record.key().equals("largest"))
                        .count()
                    == 3);
  }

  @Test
  void whatKafkaRefusesIsMarkedAndThoseBehindItGoOut() throws Exception {
    admin.post("/api/campaigns", Map.of("text", document("refused", 9_000)));
    admin.post("/api/campaigns", Map.of("text", document("behind", 300)));
    takeAtMost(TOPICS.campaigns(), 4_000); // which the console learns within a minute
    try {
      admin.post("/api/campaigns/refused/publish", Map.of("revision", 1));
      admin.post("/api/campaigns/behind/publish", Map.of("revision", 1));
      await()
          .atMost(Duration.ofSeconds(40))
          .until(
              () ->
                  TestBroker.read(TOPICS.campaigns()).stream()
                      .anyMatch(record -> record.key().equals("behind")));
    } finally {
      takeAtMost(TOPICS.campaigns(), 1_048_588);
    }
    JsonNode version = admin.get("/api/campaigns/refused/versions").json().get(0);
    assertThat(version.get("jobState").asString()).isEqualTo("refused");
    assertThat(version.get("problems").get(0).get("text").asString())
        .startsWith("Kafka refuses the document: ");
    assertThat(admin.get("/api/campaigns/refused").json().get("state").asString())
        .isEqualTo("refused");
    assertThat(admin.get("/api/campaigns?state=refused").json().get("total").asLong()).isEqualTo(1);
  }

  @Test
  void anEventThatTheTopicDoesNotTakeIsRefusedByItselfAndNeverAccepted() {
    String large = "{\"user\":\"u\",\"type\":\"t\",\"x\":\"" + "\\\"".repeat(10_000) + "\"}";
    Answer answer =
        collector.post("/api/events", "[" + large + ",{\"user\":\"u\",\"type\":\"t\"}]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().get("rejected")).hasSize(1);
    assertThat(answer.json().get("rejected").get(0).get("reason").asString())
        .matches("larger than the topic takes: 20\\d\\d\\d bytes, at most 19488");
    assertThat(answer.json().get("rejected").get(0).get("index").asInt()).isZero();
  }

  @Test
  void soIsOneOfWhichOnlyKafkaKnows() throws Exception {
    collector.post("/api/events", "{\"user\":\"u\",\"type\":\"t\"}");
    takeAtMost(TOPICS.canonicalEvents().orElseThrow(), 2_000);
    try {
      String event = "{\"user\":\"u\",\"type\":\"t\",\"x\":\"" + noise(9_000) + "\"}";
      Answer answer = collector.post("/api/events", event);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("accepted").asInt()).isZero();
      assertThat(answer.json().get("rejected").get(0).get("reason").asString())
          .startsWith("larger than the topic takes: ");
    } finally {
      takeAtMost(TOPICS.canonicalEvents().orElseThrow(), 1_048_588);
    }
  }

  /** With a comment that makes it so many bytes long, and does not become less by compression. */
  private static String document(String id, int bytes) {
    String text = CampaignTest.document(id) + "# ";
    return text + noise(bytes - text.length());
  }

  private static String noise(int length) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(Long.toString(random.nextLong() >>> 1, 36));
    }
    return text.substring(0, length);
  }

  private static void takeAtMost(String topic, int bytes) throws Exception {
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrap()))) {
      kafka
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }
}
