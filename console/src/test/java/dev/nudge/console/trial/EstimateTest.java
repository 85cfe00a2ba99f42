package dev.nudge.console.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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

class EstimateTest {
  private static final String OF_TYPE =
      "{id: any, pattern: {steps: [{name: one, event: %s}]}, offer: {text: hello}}";

  private static ConsoleSettings settings;
  private static Console console;
  private static Browser viewer;

  @BeforeAll
  static void start() throws IOException {
    settings = TestBroker.settings();
    Instant now = Instant.now();
    // Two people three and a half days ago, one of them again on the next day and today.
    event("ann", "cart", now.minus(Duration.ofHours(84)));
    event("ann", "cart", now.minus(Duration.ofHours(83)));
    event("bea", "cart", now.minus(Duration.ofHours(83)));
    event("bea", "cart", now.minus(Duration.ofHours(60)));
    event("bea", "cart", now.minus(Duration.ofHours(2)));
    TestBroker.flush();
    console = Console.start(settings);
    viewer = new SignedIn(console).role("viewer");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void itCountsPeopleADayOverAllOfTheHistory() {
    long before = System.nanoTime();
    JsonNode cart = estimate(OF_TYPE.formatted("cart"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    assertThat(cart.get("hours").asDouble()).isEqualTo(84, within(0.1));
    assertThat(cart.get("peoplePerDay").asDouble()).isEqualTo(4 / 3.5, within(0.01));
    assertThat(cart.get("atLeast").asBoolean()).isFalse();
    assertThat(cart.get("complete").asBoolean()).isTrue();
    assertThat(cart.get("events").asLong()).isEqualTo(5);
    assertThat(cart.get("users").asLong()).isEqualTo(2);
    assertThat(estimate(OF_TYPE.formatted("purchase")).get("peoplePerDay").asDouble()).isZero();
  }

  @Test
  void whatHasMistakesOrNobodyWaitsForIsNotCounted() {
    Answer wrong = viewer.post("/api/estimates", Map.of("text", OF_TYPE.formatted("[]")));
    assertThat(wrong.status()).as(wrong.body()).isEqualTo(422);
    assertThat(wrong.json().get("problems")).isNotEmpty();
    String id = start(OF_TYPE.formatted("cart"));
    assertThat(viewer.call("DELETE", "/api/estimates/" + id, null).status()).isEqualTo(204);
    await().until(() -> List.of("cancelled", "done").contains(state(id)));
    assertThat(viewer.get("/api/estimates/nothing").status()).isEqualTo(404);
  }

  private static JsonNode estimate(String text) {
    String id = start(text);
    await().atMost(Duration.ofSeconds(20)).until(() -> state(id).equals("done"));
    return viewer.get("/api/estimates/" + id).json();
  }

  private static String start(String text) {
    Answer started = viewer.post("/api/estimates", Map.of("text", text));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    return started.json().get("id").asString();
  }

  private static String state(String id) {
    return viewer.get("/api/estimates/" + id).json().get("state").asString();
  }

  private static void event(String user, String type, Instant time) {
    TestBroker.send(
        settings.topics().canonicalEvents().orElseThrow(),
        user,
        "{\"id\":\"%s\",\"user\":\"%s\",\"type\":\"%s\",\"time\":\"%s\"}"
            .formatted(time, user, type, time));
  }
}
