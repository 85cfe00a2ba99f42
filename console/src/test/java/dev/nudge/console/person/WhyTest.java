package dev.nudge.console.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why a person got an offer, or did not, as the console answers it over what the person did. */
class WhyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics();

  private static Console console;
  private static Browser admin;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(TestBroker.settings(TestDatabase.empty(), TOPICS));
    admin = new SignedIn(console).admin();
    publish(
        "{id: twice, name: Looks twice, pattern: {steps: [{name: look, event: view, times: 2},"
            + " {name: buy, event: purchase}]}, offer: {text: hi}}");
    publish("{id: at-once, pattern: {steps: [{name: look, event: view}]}, offer: {text: hi}}");
    publish("{id: quiet-one, pattern: {steps: [{name: look, event: view}]}, priority: 10}");
    publish("{id: of-carts, pattern: {steps: [{name: cart, event: cart}]}}");
    publish("{id: gone, pattern: {steps: [{name: look, event: view}]}}");
    publish("{id: early, from: 2199-01-01T00:00:00Z, pattern: {steps: [{name: c, event: cart}]}}");
    publish("{id: over, until: 2020-01-01T00:00:00Z, pattern: {steps: [{name: c, event: cart}]}}");
    publish("{id: still, pattern: {steps: [{name: c, event: cart}]}}");
    publish("{id: rules, policy: {caps: {at_most: 1, per: 1h}}}");
    admin.post("/api/campaigns/gone/end", Map.of());
    admin.post("/api/campaigns/still/pause", Map.of());
    write("u1", "e1", "view");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(why("")).hasSize(8));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static void publish(String text) {
    JsonNode made = admin.post("/api/campaigns", Map.of("text", text)).json();
    String id = text.substring(text.indexOf(' ') + 1, text.indexOf(','));
    admin.post(
        "/api/campaigns/" + id + "/publish", Map.of("revision", made.get("draftRevision").asInt()));
  }

  private static void write(String user, String id, String type) {
    TestBroker.write(
        TOPICS.canonicalEvents().orElseThrow(),
        user,
        "{\"id\":\"%s\",\"user\":\"%s\",\"type\":\"%s\",\"time\":\"%s\"}"
            .formatted(id, user, type, Instant.now()));
  }

  private static List<JsonNode> why(String more) {
    JsonNode why = admin.get("/api/live/why?user=u1" + more).json();
    assertThat(why.get("events").asInt()).isEqualTo(1);
    return why.get("campaigns").valueStream().toList();
  }

  private static JsonNode one(List<JsonNode> campaigns, String id) {
    return campaigns.stream()
        .filter(one -> one.get("campaign").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachCampaignAnswersInOneSentenceThoseThatFiredFirst() {
    List<JsonNode> told = why("");

    assertThat(told)
        .extracting(one -> one.get("campaign").asString() + " " + one.get("state").asString())
        .containsExactly(
            "at-once fired",
            "twice open",
            "quiet-one withheld",
            "gone ended",
            "still unconcerned",
            "over unconcerned",
            "early unconcerned",
            "of-carts unconcerned");
    assertThat(one(told, "at-once").get("sentence").asString()).startsWith("Got it at ");
    assertThat(one(told, "twice").get("name").asString()).isEqualTo("Looks twice");
    assertThat(one(told, "twice").get("sentence").asString())
        .isEqualTo("Not yet: has look; waits for a second look.");
    assertThat(one(told, "quiet-one").get("sentence").asString())
        .endsWith("but had enough offers already.");
    assertThat(one(told, "of-carts").get("sentence").asString())
        .isEqualTo("No: nothing of cart has happened.");
    assertThat(told)
        .extracting(one -> one.get("campaign").asString() + " " + one.get("standing").asString())
        .contains("twice live", "gone ended", "still paused", "over over", "early early");
    assertThat(one(told, "early").get("at").asString()).isEqualTo("2199-01-01T00:00:00Z");
    assertThat(Instant.parse(one(told, "gone").get("at").asString())).isBefore(Instant.now());
    assertThat(one(why("&language=zh-CN"), "twice").get("sentence").asString())
        .isEqualTo("还没有：已有 look；等待 第 2 次 look。");
  }

  @Test
  void aCampaignTellsWhatItsAnswerStandsOn() {
    JsonNode told = admin.get("/api/live/why/twice?user=u1").json();

    assertThat(told.get("answer").get("state").asString()).isEqualTo("open");
    assertThat(told.get("highlights").findValuesAsString("kind")).containsExactly("event", "began");
    assertThat(told.has("story")).isFalse();
    JsonNode all = admin.get("/api/live/why/of-carts?user=u1&all=true").json();
    assertThat(all.get("highlights")).isEmpty();
    assertThat(all.get("story").findValuesAsString("kind")).containsExactly("event");
  }

  @Test
  void whatPeopleCallThingsIsSaidInTheSentence() {
    Map<String, String> label = Map.of("of", "type", "name", "cart", "text", "Put in the cart");
    assertThat(admin.call("PUT", "/api/labels", label).status()).isEqualTo(204);

    assertThat(one(why(""), "of-carts").get("sentence").asString())
        .isEqualTo("No: nothing of “Put in the cart” has happened.");

    Map<String, String> none = Map.of("of", "type", "name", "cart", "text", "");
    assertThat(admin.call("PUT", "/api/labels", none).status()).isEqualTo(204);
  }

  @Test
  void oneThatHasEndedSaysWhatItWouldHaveMadeOfIt() {
    JsonNode told = admin.get("/api/live/why/gone?user=u1").json();

    assertThat(told.get("answer").get("standing").asString()).isEqualTo("ended");
    assertThat(told.get("answer").get("sentence").asString()).startsWith("Got it at ");
  }

  @Test
  void aVersionAnswersForItsOwnTime() {
    publish("{id: was-shadow, status: shadow, pattern: {steps: [{name: c, event: cart}]}}");
    write("u7", "e7", "cart");
    await()
        .atMost(PATIENCE)
        .until(() -> admin.get("/api/live/why?user=u7").json().get("events").asInt() == 1);
    JsonNode live =
        admin
            .post(
                "/api/campaigns",
                Map.of("text", "{id: later, pattern: {steps: [{name: c, event: cart}]}}"))
            .json();
    admin.post(
        "/api/campaigns/later/publish", Map.of("revision", live.get("draftRevision").asInt()));
    Map<String, Object> edit =
        Map.of(
            "text", "{id: was-shadow, pattern: {steps: [{name: c, event: cart}]}}", "revision", 2);
    assertThat(admin.call("PUT", "/api/campaigns/was-shadow/draft", edit).status()).isEqualTo(200);
    admin.post("/api/campaigns/was-shadow/publish", Map.of("revision", 3));
    admin.post("/api/campaigns/of-carts/pause", Map.of());

    List<JsonNode> told =
        admin.get("/api/live/why?user=u7").json().get("campaigns").valueStream().toList();
    assertThat(one(told, "was-shadow").get("sentence").asString())
        .startsWith("Would have got it at "); // withheld, though it is live by now
    assertThat(one(told, "of-carts").get("standing").asString()).isEqualTo("paused");
    assertThat(one(told, "of-carts").get("sentence").asString()).startsWith("Got it at ");
    assertThat(one(told, "later").get("sentence").asString()).startsWith("No: published at ");
    admin.post("/api/campaigns/of-carts/resume", Map.of());
    for (String id : List.of("was-shadow", "later")) {
      admin.post("/api/campaigns/" + id + "/end", Map.of());
    }
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(admin.get("/api/live/why/nothing?user=u1").status()).isEqualTo(404);
    assertThat(admin.get("/api/live/why?user=u1&zone=Mars/Olympus").status()).isEqualTo(400);
    JsonNode nobody = admin.get("/api/live/why?user=nobody").json();
    assertThat(nobody.get("events").asInt()).isZero();
    assertThat(one(nobody.get("campaigns").valueStream().toList(), "twice").get("state").asString())
        .isEqualTo("unconcerned");
  }
}
