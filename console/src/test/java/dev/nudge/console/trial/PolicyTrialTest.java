package dev.nudge.console.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Offers of a trial are judged as they would be: by the policies that are live, beside the rest.
 */
class PolicyTrialTest {
  private static final String RULES =
      """
      id: house-rules
      name: House rules
      policy:
        caps: {at_most: %d, per: 1d}
      """;

  private static Console console;
  private static Browser publisher;

  @BeforeAll
  static void start() throws IOException {
    console = Console.start(TestBroker.settings());
    publisher = new SignedIn(console).role("publisher");
    publish(campaign("first-look", 80));
    publish(RULES.formatted(2));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aCampaignSharesTheCapsOfThePolicyWithTheLiveCampaigns() {
    JsonNode result = tried(campaign("second-look", 40));
    // Of five views of one day, the cap leaves two offers to both: the first view's.
    assertThat(result.get("fired").asLong()).isEqualTo(1);
    assertThat(result.get("beside").asInt()).isEqualTo(2);
    assertThat(result.get("withheld").toString())
        .isEqualTo("[{\"reason\":\"total cap\",\"count\":4}]");
    assertThat(result.get("triggers").get(0).get("campaign").asString()).isEqualTo("second-look");
  }

  @Test
  void aPolicyIsTriedOnTheOffersOfAllLiveCampaignsInPlaceOfItsLiveVersion() {
    JsonNode result = tried(RULES.formatted(3));
    assertThat(result.get("fired").asLong()).isEqualTo(3);
    assertThat(result.get("campaigns").toString())
        .isEqualTo("[{\"campaign\":\"first-look\",\"fired\":3,\"withheld\":2}]");
    assertThat(result.get("withheld").toString())
        .isEqualTo("[{\"reason\":\"total cap\",\"count\":2}]");
  }

  private static String campaign(String id, int priority) {
    return """
        id: %s
        name: %s
        priority: %d
        pattern:
          steps: [{name: look, event: view}]
        """
        .formatted(id, id, priority);
  }

  private static void publish(String text) {
    JsonNode made = publisher.post("/api/campaigns", Map.of("text", text)).json();
    Answer published =
        publisher.post(
            "/api/campaigns/" + made.get("id").asString() + "/publish",
            Map.of("revision", made.get("draftRevision").asLong()));
    assertThat(published.status()).as(published.body()).isLessThan(300);
  }

  private static JsonNode tried(String text) {
    Instant morning = Instant.parse("2026-01-01T08:00:00Z");
    List<Map<String, String>> views =
        IntStream.range(0, 5)
            .mapToObj(
                hour ->
                    Map.of(
                        "id",
                        "e" + hour,
                        "user",
                        "ann",
                        "type",
                        "view",
                        "time",
                        morning.plus(Duration.ofHours(hour)).toString()))
            .toList();
    Answer started =
        publisher.post(
            "/api/trials",
            Map.of("text", text, "source", Map.of("kind", "pasted", "events", views)));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    String path = "/api/trials/" + started.json().get("id").asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> publisher.get(path).json().get("state").asString().equals("done"));
    return publisher.get(path).json();
  }
}
