package dev.nudge.console.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.EventStream;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopTest {
  private static ConsoleSettings settings;
  private static Console console;
  private static Browser anybody;

  @BeforeAll
  static void start() throws IOException {
    settings = TestBroker.settings().with("nudge.shop", "true");
    console = Console.start(settings);
    anybody = new Browser(console.url());
    anybody.get("/api/health"); // where the CSRF cookie comes from
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void whoComesInHasAProfileAndATokenForOwnEventsAndTheOwnStream() {
    Answer entered = anybody.post("/api/shop/visitors", Map.of("gender", "female", "age", 29));
    assertThat(entered.status()).as(entered.body()).isEqualTo(201);
    String user = entered.json().get("user").asString();
    String token = entered.json().get("token").asString();
    assertThat(TestBroker.read(settings.topics().profiles().topic()))
        .filteredOn(record -> record.key().equals(user))
        .singleElement()
        .satisfies(
            record ->
                assertThat(record.value())
                    .isEqualTo(
                        "{\"user\":\"%s\",\"name\":\"%s\",\"gender\":\"female\",\"age\":29}"
                            .formatted(user, DrawnNames.of("female", user.hashCode()))));

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestBroker.read(settings.topics().watches()).stream()
                    .anyMatch(watch -> watch.key().equals("user:" + user)));

    Browser visitor = Browser.withToken(console.url(), token);
    assertThat(
            visitor
                .post("/api/events", "{\"user\":\"%s\",\"type\":\"view\"}".formatted(user))
                .status())
        .isEqualTo(202);
    Answer foreign = visitor.post("/api/events", "{\"user\":\"somebody\",\"type\":\"view\"}");
    assertThat(foreign.status()).isEqualTo(400);
    assertThat(foreign.body()).contains("not your event");
    assertThat(visitor.get("/api/live").status()).isEqualTo(403);
    assertThat(visitor.get("/api/campaigns").status()).isEqualTo(403);
    assertThat(visitor.get("/api/in-app/stream").status()).isEqualTo(403);

    try (EventStream stream = new EventStream(console.url(), "/api/shop/stream", token, "")) {
      await().until(() -> stream.lastId().contains("t0."));
      for (String whose : new String[] {"somebody", user}) {
        TestBroker.send(
            settings.topics().triggers().get(0),
            whose,
            "{\"campaign\":\"c\",\"user\":\"%s\"}".formatted(whose));
        TestBroker.send(
            settings.topics().transitions(),
            whose,
            "{\"campaign\":\"c\",\"user\":\"%s\",\"kind\":\"started\"}".formatted(whose));
      }
      TestBroker.flush();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  stream.messages("trigger").size() == 1
                      && stream.messages("transition").size() == 1);
      assertThat(stream.messages("trigger").get(0).data().get("user").asString()).isEqualTo(user);
    }
  }

  @Test
  void withoutACatalogueTheShopSellsThingsOfItsOwn() {
    Answer products = anybody.get("/api/shop/products");
    assertThat(products.status()).isEqualTo(200);
    assertThat(products.body()).contains("clothing", "shoes");
  }

  @Test
  void whoIsNobodyDoesNotComeIn() {
    assertThat(anybody.post("/api/shop/visitors", Map.of("gender", "female", "age", 0)).status())
        .isEqualTo(400);
    assertThat(anybody.get("/api/shop/stream").status()).isEqualTo(401);
  }

  @Test
  void aShopThatNobodyOpenedIsClosed() throws IOException {
    try (Console other = Console.start(TestBroker.settings())) {
      Answer answer = new Browser(other.url()).get("/api/shop/products");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().get("detail").asString()).contains("closed");
    }
  }
}
