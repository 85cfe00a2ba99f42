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

/** A hundred thousand events are read once. */
class TrialAgainTest {
  private static final int EVENTS = 100_000;
  private static final int USERS = 5_000;

  @Test
  void aTrialOfTheSameTimeReadsNothingAndFindsTheSame() throws Exception {
    ConsoleSettings settings = TestBroker.settings();
    String topic = settings.topics().canonicalEvents().orElseThrow();
    CartEvents.send(
        topic, EVENTS, USERS, Instant.now().minus(Duration.ofHours(2)), Duration.ofMillis(50));
    try (Console console = Console.start(settings)) {
      Browser viewer = new SignedIn(console).role("viewer");
      long begun = System.nanoTime();
      JsonNode first = run(viewer, 200);
      long firstMillis = (System.nanoTime() - begun) / 1_000_000;
      begun = System.nanoTime();
      JsonNode again = run(viewer, 200);
      long againMillis = (System.nanoTime() - begun) / 1_000_000;
      begun = System.nanoTime();
      JsonNode edited = run(viewer, 250);
      long editedMillis = (System.nanoTime() - begun) / 1_000_000;
      System.out.printf(
          "a trial of 100,000 events: %d ms, again %d ms, edited %d ms%n",
          firstMillis, againMillis, editedMillis);

      assertThat(first.get("events").asLong()).isEqualTo(EVENTS);
      assertThat(first.get("fired").asLong()).isGreaterThan(1_000);
      assertThat(again.get("fired")).isEqualTo(first.get("fired"));
      assertThat(again.get("firedUsers")).isEqualTo(first.get("firedUsers"));
      assertThat(again.get("spans")).isEqualTo(first.get("spans"));
      assertThat(edited.get("fired").asLong()).isLessThan(first.get("fired").asLong());
    }
  }

  private static JsonNode run(Browser viewer, int price) {
    String id =
        viewer
            .post(
                "/api/trials",
                Map.of(
                    "text",
                    CartEvents.reminder(price),
                    "source",
                    Map.of("kind", "recent", "hours", 6)))
            .json()
            .get("id")
            .asString();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(viewer.get("/api/trials/" + id).json().get("state").asString())
                    .isEqualTo("done"));
    return viewer.get("/api/trials/" + id).json();
  }
}
