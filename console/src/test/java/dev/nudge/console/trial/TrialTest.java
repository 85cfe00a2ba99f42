package dev.nudge.console.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrialTest {
  private static final String CART =
      """
      id: abandoned-cart
      status: draft
      audience: profile.tier == 'gold'
      pattern:
        steps:
          - {name: cart_add, event: cart, where: event.price > 200.0}
          - {name: purchase, event: purchase, absent: true}
        within: 10m
      offer: {text: "Still thinking about ${cart_add.product_id}?"}
      """;

  private static ConsoleSettings settings;
  private static Console console;
  private static Browser viewer;

  @BeforeAll
  static void start() throws IOException {
    settings = TestBroker.settings();
    for (String user : List.of("ann", "bea", "cat")) {
      String tier = user.equals("cat") ? "silver" : "gold";
      TestBroker.send(
          settings.topics().profiles().topic(),
          user,
          "{\"user\":\"%s\",\"tier\":\"%s\"}".formatted(user, tier));
    }
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
    event("ann", "cart", hourAgo);
    event("bea", "cart", hourAgo);
    event("bea", "purchase", hourAgo.plusSeconds(60));
    event("cat", "cart", hourAgo);
    event("dan", "cart", Instant.now().minusSeconds(60)); // whose ten minutes have not passed
    TestBroker.flush();
    console = Console.start(settings);
    viewer = new SignedIn(console).role("viewer");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void theLastHoursOfTheStreamSayForWhomADraftWouldHaveFired() {
    JsonNode result = run(Map.of("kind", "recent", "hours", 3));
    assertThat(result.get("events").asLong()).isEqualTo(5);
    assertThat(result.get("users").asLong()).isEqualTo(4);
    assertThat(result.get("firedUsers").asLong()).isEqualTo(1);
    JsonNode trigger = result.get("triggers").get(0);
    assertThat(trigger.get("user").asString()).isEqualTo("ann");
    assertThat(trigger.get("cause").asString()).isEqualTo("timeout");
    assertThat(trigger.get("offer").get("text").asString()).isEqualTo("Still thinking about p9?");
    assertThat(trigger.get("matched").get("cart_add").size()).isEqualTo(1);
    assertThat(sum(result.get("spans"), "fired")).isEqualTo(1);
    assertThat(result.get("spanMillis").asLong()).isEqualTo(60_000);
  }

  @Test
  void anotherDocumentRunsOverTheSameEventsToBeComparedWith() {
    Map<String, Object> recent = Map.of("kind", "recent", "hours", 3);
    JsonNode result = done(start(recent, CART.replace("audience: profile.tier == 'gold'\n", "")));
    assertThat(result.get("firedUsers").asLong()).isEqualTo(1);
    JsonNode versus = result.get("versus");
    assertThat(versus.get("firedUsers").asLong()).isEqualTo(2); // cat is not gold
    assertThat(versus.get("fired").asLong()).isEqualTo(2);
    assertThat(versus.get("sharedUsers").asLong()).isEqualTo(1);
    assertThat(sum(result.get("spans"), "versus")).isEqualTo(2);
    Answer wrong =
        viewer.post("/api/trials", Map.of("text", CART, "versus", "id: [", "source", recent));
    assertThat(wrong.status()).isEqualTo(422);
  }

  @Test
  void thoseForWhomItFiredAreAListForOtherPrograms() {
    String id = start(Map.of("kind", "recent", "hours", 3));
    done(id);
    Answer people = viewer.get("/api/trials/" + id + "/people");
    assertThat(people.status()).isEqualTo(200);
    assertThat(people.body().lines().toList())
        .hasSize(2)
        .satisfiesExactly(
            head -> assertThat(head).isEqualTo("user,offers,first,last"),
            ann -> assertThat(ann).matches("ann,1,[-0-9T:.]+Z,[-0-9T:.]+Z"));
    assertThat(viewer.get("/api/trials/nothing/people").status()).isEqualTo(404);
  }

  @Test
  void theStoryOfAnyUserSaysWhy() {
    String id = start(Map.of("kind", "recent", "hours", 3));
    done(id);
    JsonNode bea = viewer.get("/api/trials/" + id + "/users/bea/story").json();
    assertThat(bea.get("text").toString()).contains("purchase");
    assertThat(bea.get("story").toString()).contains("\"kind\":\"cancelled\"");
    assertThat(viewer.get("/api/trials/" + id + "/users/cat/story").json().get("text").toString())
        .contains("tier");
    Answer nobody = viewer.get("/api/trials/" + id + "/users/nobody/story");
    assertThat(nobody.status()).isEqualTo(404);
  }

  @Test
  void oneUserAndPastedEventsWorkAlike() {
    assertThat(run(Map.of("kind", "user", "user", "ann")).get("fired").asLong()).isEqualTo(1);
    assertThat(run(Map.of("kind", "user", "user", "bea")).get("fired").asLong()).isZero();
    String line =
        "{\"id\":\"1\",\"user\":\"ann\",\"type\":\"cart\",\"time\":\"2026-01-01T00:00:00Z\",\"price\":250.0,\"product_id\":\"x\"}";
    JsonNode pasted = run(Map.of("kind", "pasted", "events", line + "\nnonsense\n"));
    assertThat(pasted.get("fired").asLong()).isEqualTo(1);
    assertThat(pasted.get("unusable").asLong()).isEqualTo(1);
    assertThat(pasted.get("triggers").get(0).get("time").asString())
        .isEqualTo("2026-01-01T00:10:00Z");
  }

  @Test
  void aDraftWithMistakesIsNotTriedAndSaysWhereTheyAre() {
    Answer answer =
        viewer.post(
            "/api/trials",
            Map.of(
                "text",
                CART.replace("event.price > 200.0", "event.price >"),
                "source",
                Map.of("kind", "recent", "hours", 1)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("problems").get(0).get("line").asInt()).isEqualTo(6);
  }

  @Test
  void aTrialCanBeStopped() {
    String id = start(Map.of("kind", "recent", "hours", 3));
    assertThat(viewer.call("DELETE", "/api/trials/" + id, null).status()).isEqualTo(204);
    await()
        .until(
            () ->
                List.of("cancelled", "done")
                    .contains(viewer.get("/api/trials/" + id).json().get("state").asString()));
    assertThat(viewer.get("/api/trials/nothing").status()).isEqualTo(404);
  }

  private static JsonNode run(Map<String, Object> source) {
    return done(start(source));
  }

  private static long sum(JsonNode spans, String of) {
    long sum = 0;
    for (JsonNode span : spans) {
      sum += span.get(of).asLong();
    }
    return sum;
  }

  private static String start(Map<String, Object> source) {
    return started(Map.of("text", CART, "source", source));
  }

  private static String start(Map<String, Object> source, String versus) {
    return started(Map.of("text", CART, "versus", versus, "source", source));
  }

  private static String started(Map<String, Object> wanted) {
    Answer started = viewer.post("/api/trials", wanted);
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    return started.json().get("id").asString();
  }

  private static JsonNode done(String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(viewer.get("/api/trials/" + id).json().get("state").asString())
                    .isEqualTo("done"));
    JsonNode result = viewer.get("/api/trials/" + id).json();
    assertThat(result.get("progress").asDouble()).isEqualTo(1);
    return result;
  }

  private static void event(String user, String type, Instant time) {
    TestBroker.send(
        settings.topics().canonicalEvents().orElseThrow(),
        user,
        "{\"id\":\"%s-%s\",\"user\":\"%s\",\"type\":\"%s\",\"time\":\"%s\",\"price\":251.7,\"product_id\":\"p9\"}"
            .formatted(user, type, user, type, time));
  }
}
