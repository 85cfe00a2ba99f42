package dev.nudge.console.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.EventStream;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PeopleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics();

  private static Console console;
  private static Browser reader;
  private static Browser admin;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(TestBroker.settings(TestDatabase.empty(), TOPICS));
    SignedIn signedIn = new SignedIn(console);
    reader = signedIn.token("read");
    admin = signedIn.admin();
    token =
        admin
            .post("/api/tokens", Map.of("name", "stream", "scopes", List.of("read")))
            .json()
            .get("token")
            .asString();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static JsonNode search(String typed) {
    return reader
        .get("/api/people?limit=5&search=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
        .json();
  }

  private static List<String> users(String typed) {
    return search(typed).get("people").findValuesAsString("user");
  }

  @Test
  void whoIsSeenOrDescribedIsFoundWithinASecond() {
    TestBroker.write(
        TOPICS.profiles().topic(),
        "u1",
        "{\"user\":\"u1\",\"name\":\"Ann Lee\",\"city\":\"Oslo\"}");
    event("visitor-9", "e1");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(users("osl ann")).containsExactly("u1"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(users("vis")).containsExactly("visitor-9"));
    JsonNode found = search("u1").get("people").get(0);
    assertThat(found.get("name").asString()).isEqualTo("Ann Lee");
    assertThat(found.get("profile").get("city").asString()).isEqualTo("Oslo");
    assertThat(found.has("lastSeen")).isFalse();
    assertThat(users("")).contains("visitor-9").doesNotContain("u1");
  }

  @Test
  void whatCannotBeSearchedIsExplained() {
    assertThat(reader.get("/api/people?limit=101").json().get("detail").asString())
        .isEqualTo("limit is between 1 and 100");
    assertThat(reader.get("/api/people?search=" + "x".repeat(201)).json().get("detail").asString())
        .isEqualTo("search has at most 200 characters");
    assertThat(users("<script> '; drop table \\ %")).isEmpty();
  }

  @Test
  void whatIsWrittenOfACustomerIsToldWhenItCanBeAskedFor() {
    try (EventStream ofU2 = new EventStream(console.url(), "/api/live/person?user=u2", token, "");
        EventStream ofU3 = new EventStream(console.url(), "/api/live/person?user=u3", token, "")) {
      event("u2", "e2");
      await().atMost(PATIENCE).until(() -> told(ofU2).contains("activity"));
      assertThat(timeline("u2")).containsExactly("event view e2");
      event("u3", "e3");
      await().atMost(PATIENCE).until(() -> told(ofU3).contains("visits"));
      assertThat(ofU2.messages("written").toString()).doesNotContain("u3");
      TestBroker.write(
          TOPICS.transitions(),
          "u2",
          "{\"campaign\":\"c\",\"version\":1,\"user\":\"u2\",\"time\":\"%s\",\"kind\":\"started\",\"state\":\"a\",\"open\":{\"a\":1}}"
              .formatted(Instant.now().plusSeconds(1)));
      await().atMost(PATIENCE).until(() -> told(ofU2).contains("transitions"));
      assertThat(timeline("u2")).containsExactly("transition c ", "event view e2");
      assertThat(timeline("u2", "&kinds=event")).containsExactly("event view e2");
    }
  }

  @Test
  void runsThatAreOpenSayWhenTheyEnd() {
    String campaign =
        "{id: thanks, name: Thank you, pattern: {steps: [{name: a, event: view}, {name: b, event: buy}],"
            + " within: 10m}, offer: {text: hi}}";
    String revision =
        admin
            .post("/api/campaigns", Map.of("text", campaign))
            .json()
            .get("draftRevision")
            .toString();
    admin.post("/api/campaigns/thanks/publish", Map.of("revision", Integer.parseInt(revision)));
    Instant seen = event("u4", "e4");
    TestBroker.write(
        TOPICS.funnel(),
        "0/1/thanks",
        "{\"campaign\":\"thanks\",\"life\":1,\"part\":0,\"steps\":{\"a\":{\"entered\":1,\"waiting\":1}}}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode runs = reader.get("/api/live/runs?user=u4").json();
              assertThat(runs).hasSize(1);
              assertThat(runs.get(0).get("name").asString()).isEqualTo("Thank you");
              assertThat(runs.get(0).get("step").asString()).isEqualTo("a");
              assertThat(Instant.parse(runs.get(0).get("due").asString()))
                  .isEqualTo(seen.plus(Duration.ofMinutes(10)));
            });
    assertThat(reader.get("/api/live/runs?user=nobody").json()).isEmpty();
  }

  private static Instant event(String user, String id) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    TestBroker.write(
        TOPICS.canonicalEvents().orElseThrow(),
        user,
        "{\"id\":\"%s\",\"user\":\"%s\",\"type\":\"view\",\"time\":\"%s\"}"
            .formatted(id, user, now));
    return now;
  }

  private static Set<String> told(EventStream stream) {
    return stream.messages("written").stream()
        .flatMap(message -> message.data().get("collections").valueStream())
        .map(JsonNode::asString)
        .collect(Collectors.toSet());
  }

  private static List<String> timeline(String user, String... more) {
    return reader
        .get("/api/queries/timeline?userid=" + user + String.join("", more))
        .json()
        .get("rows")
        .valueStream()
        .map(
            row ->
                row.get("kind").asString()
                    + ' '
                    + row.get("name").asString()
                    + ' '
                    + row.get("id").asString())
        .toList();
  }
}
