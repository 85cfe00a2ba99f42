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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is tried is tried on events as the job has them, and not as they were sent. */
class EventsOfTheJobTest {
  private static final String ON_THE_WAY =
      """
      id: on-the-way
      pattern:
        steps:
          - {name: visit, event: visit, where: event.device == 'Phone'}
      offer: {text: "On your ${visit.device}"}
      """;
  private static final String PHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
  private static final String DESK =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
          + " Safari/537.36";

  @Test
  void theyHaveADeviceAndAreNotAheadOfTheirTime() throws Exception {
    ConsoleSettings settings = TestBroker.settings().with("nudge.enrich.user-agent", "user_agent");
    String topic = settings.topics().canonicalEvents().orElseThrow();
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
    Instant inAYear = Instant.now().plus(Duration.ofDays(365));
    TestBroker.send(topic, "ann", visit("ann", PHONE, hourAgo));
    TestBroker.send(topic, "bea", visit("bea", DESK, hourAgo));
    TestBroker.send(topic, "cat", visit("cat", PHONE, inAYear));
    TestBroker.flush();
    try (Console console = Console.start(settings)) {
      Browser viewer = new SignedIn(console).role("viewer");

      JsonNode recent = run(viewer, Map.of("kind", "recent", "hours", 3));
      assertThat(recent.get("events").asLong()).isEqualTo(2);
      assertThat(recent.get("unusable").asLong()).isEqualTo(1);
      assertThat(firstOffers(recent)).containsExactly("ann: On your Phone");

      JsonNode pasted =
          run(
              viewer,
              Map.of(
                  "kind",
                  "pasted",
                  "events",
                  visit("dan", PHONE, hourAgo) + "\n" + visit("eve", DESK, hourAgo)));
      assertThat(firstOffers(pasted)).containsExactly("dan: On your Phone");
    }
  }

  private static List<String> firstOffers(JsonNode result) {
    return result
        .get("triggers")
        .valueStream()
        .map(
            trigger ->
                trigger.get("user").asString() + ": " + trigger.get("offer").get("text").asString())
        .toList();
  }

  private static String visit(String user, String agent, Instant time) {
    return "{\"id\":\"of-%s\",\"user\":\"%s\",\"type\":\"visit\",\"time\":\"%s\",\"user_agent\":\"%s\"}"
        .formatted(user, user, time, agent);
  }

  private static JsonNode run(Browser viewer, Map<String, Object> source) {
    String id =
        viewer
            .post("/api/trials", Map.of("text", ON_THE_WAY, "source", source))
            .json()
            .get("id")
            .asString();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> viewer.get("/api/trials/" + id).json().get("state").asString().equals("done"));
    return viewer.get("/api/trials/" + id).json();
  }
}
