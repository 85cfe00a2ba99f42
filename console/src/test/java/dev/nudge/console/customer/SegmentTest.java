package dev.nudge.console.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SegmentTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private static Path folder;

  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics();
  private static final String EVENTS = TOPICS.canonicalEvents().orElseThrow();

  private static Console console;
  private static Browser reader;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(
        folder.resolve("big-spenders.yaml"),
        """
        id: big-spenders
        description: Who spent more than a hundred
        who: customer.total_spend > 100.0
        """);
    Files.writeString(folder.resolve("broken.yaml"), "id: broken\nwho: customer.total_spent > 1\n");
    console =
        Console.start(
            TestBroker.settings(TestDatabase.empty(), TOPICS)
                .with("nudge.segments", folder.toString()));
    reader = new SignedIn(console).token("read");
    buys("u1", 80);
    buys("u1", 40.5);
    buys("u2", 99);
    TestBroker.write(TOPICS.profiles().topic(), "u2", "{\"user\":\"u2\",\"tier\":\"gold\"}");
    eventually("/api/segments", "\"size\":1");
    eventually("/api/people/u2", "gold");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static void buys(String user, double total) {
    TestBroker.write(
        EVENTS,
        user,
        "{\"id\":\"%s-%s\",\"user\":\"%s\",\"type\":\"purchase\",\"time\":\"%s\",\"total\":%s}"
            .formatted(user, total, user, Instant.now(), total));
  }

  private static void eventually(String path, String part) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(reader.get(path).body()).contains(part));
  }

  @Test
  void whoHasBoughtEnoughIsInTheSegment() {
    eventually("/api/queries/segment-members?segment=big-spenders", "\"user_id\":\"u1\"");
    assertThat(reader.get("/api/queries/segment-members?segment=big-spenders&format=csv").body())
        .startsWith("user_id,since\r\nu1,")
        .doesNotContain("u2");
    JsonNode segment = reader.get("/api/segments").json().get("segments").get(0);
    assertThat(segment.get("who").asString()).isEqualTo("customer.total_spend > 100.0");
    eventually("/api/segments", "\"complete\":true");
    eventually("/api/queries/segment-size-over-time?segment=big-spenders", "\"size\":1");
  }

  @Test
  void enteringIsAnEventAndTheProfileListsTheSegment() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(TestBroker.read(EVENTS))
                    .extracting(record -> record.value())
                    .filteredOn(value -> value.contains("segment.entered"))
                    .singleElement()
                    .asString()
                    .contains("\"user\":\"u1\"", "\"segment\":\"big-spenders\""));
    assertThat(TestBroker.read(TOPICS.profiles().topic()))
        .extracting(record -> record.value())
        .anySatisfy(
            value ->
                assertThat(value).contains("\"user\":\"u1\"", "\"segments\":[\"big-spenders\"]"));
    eventually("/api/queries/activity?userid=u1", "segment.entered");
    eventually("/api/segments", "\"untold\":[]");
    assertThat(reader.get("/api/people/u1").json().get("orders").asInt()).isEqualTo(2);
  }

  @Test
  void aFileWithAMistakeIsToldAndUntilItIsMendedNoNameIsDoubted() throws IOException {
    JsonNode problem = reader.get("/api/segments").json().get("problems").get(0);
    assertThat(problem.get("text").asString())
        .isEqualTo(
            "nothing is known as 'customer.total_spent'; did you mean 'customer.total_spend'?");
    assertThat(problem.get("line").asInt()).isEqualTo(2);
    assertThat(problem.get("column").asInt()).isEqualTo(14);
    String campaign =
        "{\"text\":\"id: c\\naudience: segment('big-spender')\\npattern: {steps: [{name: v, event: v}]}\"}";
    assertThat(reader.post("/api/check", campaign).body()).contains("\"problems\":[]");

    Files.writeString(
        folder.resolve("broken.yaml"), "id: mended\nwho: customer.total_spend > 1000.0\n");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(reader.post("/api/check", campaign).body())
                    .contains(
                        "there is no segment 'big-spender', did you mean 'big-spenders'?",
                        "\"severity\":\"warning\""));
  }

  @Test
  void aCustomerIsLookedUpWithSpendAndSegments() {
    JsonNode person = reader.get("/api/people/u1").json();
    assertThat(person.get("total_spend").asString()).isEqualTo("120.5");
    assertThat(person.get("orders").asInt()).isEqualTo(2);
    assertThat(person.get("segments").get(0).asString()).isEqualTo("big-spenders");
    Browser.Answer nobody = reader.get("/api/people/nobody");
    assertThat(nobody.status()).isEqualTo(404);
    assertThat(nobody.body()).contains("nothing is known of a customer 'nobody'");
  }

  @Test
  void severalAreLookedUpAtOnceAndWhoIsUnknownIsNamed() {
    JsonNode several =
        reader.post("/api/people/batch", "{\"ids\":[\"u2\",\"nobody\",\"u1\"]}").json();
    assertThat(several.get("people").findValuesAsString("user_id"))
        .containsExactlyInAnyOrder("u1", "u2");
    assertThat(several.get("unknown").get(0).asString()).isEqualTo("nobody");
    assertThat(reader.post("/api/people/batch", "{\"ids\":[]}").status()).isEqualTo(400);
  }

  @Test
  void aConditionIsCountedWhileItIsWritten() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(reach("profile.tier == 'gold' || segment('big-spenders')").body())
                    .isEqualTo("{\"people\":2,\"of\":2,\"lookedAt\":2,\"exact\":true}"));
    assertThat(reach("customer.orders >= 2").json().get("people").asInt()).isEqualTo(1);
    Browser.Answer wrong = reach("profile.tier = 'gold'");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("to compare, write '=='").contains("\"column\":14");
  }

  @Test
  void whoeverAsksToEnterASegmentByAnEventIsRefused() {
    Browser collector = new SignedIn(console).token("collect");
    Browser.Answer answer =
        collector.post(
            "/api/events",
            "[{\"user\":\"u2\",\"type\":\"segment.entered\",\"segments\":[\"big-spenders\"]},"
                + "{\"user\":\"u2\",\"type\":\"view\"}]");
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().get("rejected").get(0).get("reason").asString())
        .isEqualTo("not to be sent: 'segment.entered' is an event that only Nudge itself writes");
  }

  private static Browser.Answer reach(String condition) {
    return reader.post("/api/segments/reach", "{\"expression\":\"" + condition + "\"}");
  }
}
