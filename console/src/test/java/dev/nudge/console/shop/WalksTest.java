package dev.nudge.console.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the shop tells visitors to do next, and what it promises them for it. */
class WalksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static Console console;
  private static Browser admin;
  private static Browser anybody;

  @BeforeAll
  static void start() throws Exception {
    ConsoleSettings settings =
        TestBroker.settings(TestDatabase.empty(), TestBroker.topics()).with("nudge.shop", "true");
    console = Console.start(settings);
    admin = new SignedIn(console).admin();
    anybody = new Browser(console.url());
    anybody.get("/api/health"); // where the CSRF cookie comes from
    publish(
        "{id: third-look, name: Third look, audience: profile.gender == 'female', pattern:"
            + " {correlate_by: event.product_id, steps: [{name: look, event: view, times: 3}]},"
            + " pacing: {per_user: {at_most: 1, per: 1d}}, offer: {text: hi}}");
    publish("{id: in-cart, pattern: {steps: [{name: put, event: cart}]}, budget: {total: 5}}");
    publish("{id: unseen, status: shadow, pattern: {steps: [{name: look, event: view}]}}");
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

  private record Visitor(String user, Browser browser) {
    static Visitor enter(String gender) {
      JsonNode entered =
          anybody.post("/api/shop/visitors", Map.of("gender", gender, "age", 29)).json();
      return new Visitor(
          entered.get("user").asString(),
          Browser.withToken(console.url(), entered.get("token").asString()));
    }

    /**
     * The steps of the walk at whose end a campaign fires, {@code type product}; none without one.
     */
    List<String> walkTo(String campaign) {
      return walks().stream()
          .filter(
              walk -> last(walk).get("offers").findValuesAsString("campaign").contains(campaign))
          .findFirst()
          .map(
              walk ->
                  walk.get("steps")
                      .valueStream()
                      .map(
                          step ->
                              step.get("type").asString()
                                  + " "
                                  + step.get("product").get("id").asString())
                      .toList())
          .orElse(List.of());
    }

    List<JsonNode> walks() {
      await().atMost(PATIENCE).until(() -> suggestions().get("known").asBoolean());
      return suggestions().get("walks").valueStream().toList();
    }

    private JsonNode suggestions() {
      return browser.get("/api/shop/walks?session=s1&device=phone").json();
    }

    void act(String step) {
      browser.post(
          "/api/events",
          "{\"user\":\"%s\",\"type\":\"%s\",\"product_id\":\"%s\",\"session\":\"s1\"}"
              .formatted(
                  user,
                  step.substring(0, step.indexOf(' ')),
                  step.substring(step.indexOf(' ') + 1)));
    }
  }

  private static JsonNode last(JsonNode walk) {
    return walk.get("steps").get(walk.get("steps").size() - 1);
  }

  @Test
  void aWalkEndsWithTheOffersThatItBrings() {
    Visitor visitor = Visitor.enter("female");

    List<String> steps = visitor.walkTo("third-look");

    assertThat(steps).hasSize(3).allMatch(steps.get(0)::equals);
    assertThat(visitor.walks())
        .allSatisfy(walk -> assertThat(last(walk).get("offers")).isNotEmpty())
        .flatExtracting(walk -> walk.findValuesAsString("name"))
        .contains("Third look", "in-cart");
    assertThat(visitor.walks())
        .flatExtracting(walk -> walk.findValuesAsString("campaign"))
        .doesNotContain("unseen");
  }

  @Test
  void itPromisesNothingToThoseWhomACampaignIsNotFor() {
    assertThat(Visitor.enter("male").walkTo("third-look")).isEmpty();
  }

  @Test
  void itSaysWhereAnOfferTakesABudgetThatAllShare() {
    assertThat(Visitor.enter("male").walks())
        .flatExtracting(walk -> walk.findValues("ifBudget"))
        .extracting(JsonNode::asBoolean)
        .containsOnly(true);
  }

  @Test
  void itGoesOnFromWhereTheVisitorStands() {
    Visitor visitor = Visitor.enter("female");
    List<String> steps = visitor.walkTo("third-look");

    visitor.act(steps.get(0));
    await().atMost(PATIENCE).until(() -> visitor.walkTo("third-look").size() == 2);
    visitor.act(steps.get(1));
    await().atMost(PATIENCE).until(() -> visitor.walkTo("third-look").size() == 1);
    visitor.act(steps.get(2));
    await().atMost(PATIENCE).until(() -> visitor.walkTo("third-look").isEmpty()); // once a day
  }

  @Test
  void campaignsHaveNamesAndRunsForVisitorsOnly() {
    Visitor visitor = Visitor.enter("female");

    assertThat(visitor.browser().get("/api/shop/campaigns?id=third-look&id=other").json())
        .hasToString("{\"third-look\":\"Third look\"}");
    assertThat(visitor.browser().get("/api/shop/runs").status()).isEqualTo(200);
    assertThat(anybody.get("/api/shop/walks").status()).isEqualTo(401);
    assertThat(admin.get("/api/shop/walks").status()).isEqualTo(403);
  }
}
