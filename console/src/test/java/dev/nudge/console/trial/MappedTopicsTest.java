package dev.nudge.console.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.ConsoleSettings.Source;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.mapping.Mapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The console sees what the job sees, also in topics that are in a form of their own. */
class MappedTopicsTest {
  private static final String CLICKS =
      """
      user: /visitor/id
      type: /kind
      time: {from: /at, format: epoch_ms}
      properties: {category: /page/category}
      """;
  private static final String DRAFT =
      "id: shoes\npattern: {steps: [{name: click, event: click, where: event.category == 'shoes'}]}\n";

  @Test
  void trialsAndTheVocabularyReadEveryTopicByItsMapping() throws Exception {
    ConsoleSettings.Topics usual = TestBroker.topics();
    Source clicks = new Source(TestBroker.topics().events().get(0).topic(), mapping(), "clicks");
    try (Console console = console(usual, List.of(usual.events().get(0), clicks))) {
      Browser viewer = new SignedIn(console).role("viewer");
      // By row, not by user, as a table's change stream has it.
      TestBroker.write(clicks.topic(), "row-1", click("ann", "shoes"));
      TestBroker.write(clicks.topic(), "row-2", click("bea", "hats"));
      TestBroker.write(clicks.topic(), "row-3", "{}");

      JsonNode all = trial(viewer, Map.of("kind", "recent", "hours", 3));
      assertThat(all.get("events").asLong()).isEqualTo(2);
      assertThat(all.get("unusable").asLong()).isEqualTo(1);
      assertThat(all.get("triggers").get(0).get("user").asString()).isEqualTo("ann");
      JsonNode ann = trial(viewer, Map.of("kind", "user", "user", "ann"));
      assertThat(ann.get("fired").asLong()).isEqualTo(1);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(viewer.get("/api/vocabulary").body())
                      .contains("category", "shoes", "\"sources\":[\"clicks\"]"));

      Answer taken =
          new SignedIn(console)
              .token("collect")
              .post("/api/events", "{\"user\":\"cat\",\"type\":\"view\"}");
      assertThat(taken.status()).isEqualTo(202);
      assertThat(TestBroker.read(usual.events().get(0).topic())).hasSize(1);
    }
  }

  @Test
  void whatEventsNameInTheCatalogueIsAddedAsInTheJob() throws Exception {
    ConsoleSettings.Topics usual = TestBroker.topics();
    TestBroker.write(
        usual.catalog().topic(), "p7", "{\"product_id\":\"p7\",\"category\":\"shoes\"}");
    TestBroker.write(
        usual.events().get(0).topic(),
        "ann",
        "{\"user\":\"ann\",\"type\":\"click\",\"product_id\":\"p7\"}");
    try (Console console = console(usual, usual.events())) {
      Browser viewer = new SignedIn(console).role("viewer");

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(
                          trial(viewer, Map.of("kind", "recent", "hours", 3)).get("fired").asLong())
                      .isEqualTo(1));
    }
  }

  @Test
  void eventsThatNoTopicTakesAreRefusedNotLost() throws Exception {
    ConsoleSettings.Topics usual = TestBroker.topics();
    Source clicks = new Source(usual.events().get(0).topic(), mapping());
    try (Console console = console(usual, List.of(clicks))) {
      Answer answer =
          new SignedIn(console)
              .token("collect")
              .post("/api/events", "{\"user\":\"cat\",\"type\":\"view\"}");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).contains("topics.events", "without a mapping");
      assertThat(TestBroker.read(clicks.topic())).isEmpty();
    }
  }

  private static JsonNode trial(Browser viewer, Map<String, Object> source) {
    String id =
        viewer
            .post("/api/trials", Map.of("text", DRAFT, "source", source))
            .json()
            .get("id")
            .asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> viewer.get("/api/trials/" + id).json().get("state").asString().equals("done"));
    return viewer.get("/api/trials/" + id).json();
  }

  private static Console console(ConsoleSettings.Topics usual, List<Source> events)
      throws Exception {
    return Console.start(
        TestBroker.settings(
            TestDatabase.empty(),
            new ConsoleSettings.Topics(
                events,
                usual.profiles(),
                usual.catalog(),
                usual.campaigns(),
                usual.status(),
                usual.triggers(),
                usual.withheld(),
                usual.outcomes(),
                usual.budgets(),
                usual.transitions(),
                usual.funnel(),
                usual.watches(),
                usual.rejected())));
  }

  private static Mapping mapping() {
    List<Problem> problems = new ArrayList<>();
    Mapping mapping = Mapping.read("clicks.yaml", CLICKS, problems).orElse(Mapping.canonical());
    assertThat(problems).isEmpty();
    return mapping;
  }

  private static String click(String user, String category) {
    return "{\"kind\":\"click\",\"visitor\":{\"id\":\"%s\"},\"at\":%d,\"page\":{\"category\":\"%s\"}}"
        .formatted(user, Instant.now().minusSeconds(60).toEpochMilli(), category);
  }
}
