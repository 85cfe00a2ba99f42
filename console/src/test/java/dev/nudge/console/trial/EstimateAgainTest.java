package dev.nudge.console.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody edits over some thousand events of three days. */
class EstimateAgainTest {
  private static final int EVENTS = 4_000;
  private static final int USERS = 1_000;
  private static final Duration BACK = Duration.ofDays(3);

  /** On a machine that does nothing else it is two seconds. */
  private static final Duration MOST = Duration.ofSeconds(20);

  @Test
  void afterAnEditItIsCountedAnewAtOnce() throws Exception {
    ConsoleSettings settings = TestBroker.settings();
    String topic = settings.topics().canonicalEvents().orElseThrow();
    CartEvents.send(topic, EVENTS, USERS, Instant.now().minus(BACK), BACK.dividedBy(EVENTS));
    try (Console console = Console.start(settings)) {
      Browser viewer = new SignedIn(console).role("viewer");
      Timed first = estimate(viewer, 100);
      Timed edited = estimate(viewer, 250);
      Timed again = estimate(viewer, 100);
      System.out.printf(
          "an estimate over %,d events: %d ms, after an edit %d ms and %d ms%n",
          EVENTS, first.millis(), edited.millis(), again.millis());

      assertThat(first.result().get("events").asInt()).isEqualTo(EVENTS);
      assertThat(first.result().get("complete").asBoolean()).isTrue();
      assertThat(first.result().get("peoplePerDay").asDouble()).isGreaterThan(50);
      assertThat(edited.result().get("peoplePerDay").asDouble())
          .isLessThan(first.result().get("peoplePerDay").asDouble());
      assertThat(again.result().get("peoplePerDay")).isEqualTo(first.result().get("peoplePerDay"));
      assertThat(Duration.ofMillis(edited.millis())).isLessThan(MOST);
    }
  }

  private record Timed(JsonNode result, long millis) {}

  private static Timed estimate(Browser viewer, int price) {
    long begun = System.nanoTime();
    String id =
        viewer
            .post("/api/estimates", Map.of("text", CartEvents.reminder(price)))
            .json()
            .get("id")
            .asString();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> viewer.get("/api/estimates/" + id).json().get("state").asString().equals("done"));
    return new Timed(
        viewer.get("/api/estimates/" + id).json(), (System.nanoTime() - begun) / 1_000_000);
  }
}
