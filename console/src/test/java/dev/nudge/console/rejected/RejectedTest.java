package dev.nudge.console.rejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the job has rejected is counted, looked at, and sent again where it can be used by now. */
class RejectedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics();
  private static final String EVENTS = TOPICS.canonicalEvents().orElseThrow();
  private static final String GOOD =
      "{\"id\":\"e1\",\"user\":\"u1\",\"type\":\"view\",\"time\":\"2026-11-20T10:00:00Z\"}";

  private static Console console;
  private static Browser admin;
  private static Browser reader;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(TestBroker.settings(TestDatabase.empty(), TOPICS));
    SignedIn signedIn = new SignedIn(console);
    admin = signedIn.admin();
    reader = signedIn.token("read");
    reject(EVENTS + "-0@1", "bad time", GOOD, Map.of("detail", "'yesterday' is not ISO-8601"));
    reject(EVENTS + "-0@2", "bad time", "{\"user\":\"u2\"}", Map.of());
    reject(EVENTS + "-0@3", "too large", "{\"us", Map.of("cut", List.of("raw"), "bytes", 9));
    reject("event e7", "late", GOOD, Map.of());
    reject(TOPICS.profiles().topic() + "-0@3", "no user", "eyJ1c2VyIjoidTkifQ==", base64());
    TestBroker.write(TOPICS.rejected(), "", "nobody knows what this is");
    await().atMost(PATIENCE).until(() -> rejected("").get("count").asInt() == 5);
  }

  private static Map<String, Object> base64() {
    return Map.of("encoding", "base64", "source_name", "crm");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static void reject(String source, String reason, String raw, Map<String, Object> more) {
    Map<String, Object> record = new TreeMap<>(more);
    record.putAll(Map.of("source", source, "reason", reason, "raw", raw));
    TestBroker.write(TOPICS.rejected(), "", JsonMapper.shared().writeValueAsString(record));
  }

  private static JsonNode rejected(String query) {
    return reader.get("/api/rejected" + query).json();
  }

  @Test
  void theRecordsComeAsATableToo() {
    String table = reader.getAs("text/csv", "/api/rejected").body();
    assertThat(table.lines().toList())
        .hasSize(1 + rejected("").get("records").size())
        .first()
        .asString()
        .startsWith("id,time,place,source,reason,");
  }

  private static JsonNode from(String place) {
    return rejected("")
        .get("records")
        .valueStream()
        .filter(record -> record.get("place").asString().equals(place))
        .findFirst()
        .orElseThrow();
  }

  private static Browser.Answer again(String place) {
    return admin.post("/api/rejected/" + from(place).get("id").asString() + "/again", Map.of());
  }

  private static List<String> written(String topic) {
    return TestBroker.read(topic).stream()
        .map(record -> record.key() + ' ' + record.value())
        .toList();
  }

  @Test
  void kindsAreCountedByReasonAndSource() {
    assertThat(rejected("").get("kinds").valueStream())
        .extracting(
            kind ->
                kind.get("reason").asString()
                    + " | "
                    + kind.get("source").asString()
                    + " | "
                    + kind.get("count"))
        .containsExactlyInAnyOrder(
            "bad time | " + EVENTS + " | 2",
            "too large | " + EVENTS + " | 1",
            "late |  | 1",
            "no user | crm | 1");
    assertThat(rejected("?reason=bad+time&source=" + EVENTS).get("records")).hasSize(2);
    assertThat(rejected("?source=crm&limit=0").get("records")).isEmpty();
  }

  @Test
  void oneThatCanBeUsedNowIsSentAgainOnce() {
    assertThat(from(EVENTS + "-0@1").get("detail").asString()).contains("yesterday");
    assertThat(from(EVENTS + "-0@1").get("again").asString()).isEqualTo("yes");

    assertThat(again(EVENTS + "-0@1").status()).isEqualTo(204);

    assertThat(written(EVENTS)).containsOnlyOnce("u1 " + GOOD);
    assertThat(from(EVENTS + "-0@1").get("again").asString()).isEqualTo("sent");
    assertThat(again(EVENTS + "-0@1").status()).isEqualTo(409);
    assertThat(written(EVENTS)).containsOnlyOnce("u1 " + GOOD);
    assertThat(again(TOPICS.profiles().topic() + "-0@3").status()).isEqualTo(204);
    assertThat(written(TOPICS.profiles().topic())).contains("u9 {\"user\":\"u9\"}");
  }

  @Test
  void oneThatStillCannotBeUsedSaysWhy() {
    Browser.Answer refused = again(EVENTS + "-0@2");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("detail").asString()).startsWith("it still cannot be used: ");
    assertThat(from(EVENTS + "-0@2").get("again").asString()).isEqualTo("yes");
  }

  @Test
  void whatIsNotWholeOrCameOfNoTopicStaysWhereItIs() {
    assertThat(from(EVENTS + "-0@3").get("again").asString()).isEqualTo("no");
    assertThat(from(EVENTS + "-0@3").get("bytes").asInt()).isEqualTo(9);
    assertThat(again(EVENTS + "-0@3").status()).isEqualTo(409);
    assertThat(from("event e7").get("again").asString()).isEqualTo("no");
    assertThat(again("event e7").status()).isEqualTo(409);
    assertThat(admin.post("/api/rejected/0-99/again", Map.of()).status()).isEqualTo(404);
    String id = from(EVENTS + "-0@2").get("id").asString();
    assertThat(reader.post("/api/rejected/" + id + "/again", Map.of()).status()).isEqualTo(403);
  }
}
