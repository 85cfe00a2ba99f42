package dev.nudge.console.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CollectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private static Path folder;

  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics();
  private static final String EVENTS = TOPICS.canonicalEvents().orElseThrow();

  private static Console console;
  private static Browser reader;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(
        folder.resolve("stock.yaml"),
        """
        id: stock
        description: What is left
        source: {topic: %s}
        input: {sku: text, pieces: integer}
        transform: select sku, pieces from _input
        key: sku
        """
            .formatted(TOPICS.triggers().get(1)));
    Files.writeString(
        folder.resolve("broken.yaml"),
        """
        id: broken
        source: {topic: %s}
        transform: select nothing from _input
        key: nothing
        ---
        id: Worse
        """
            .formatted(EVENTS));
    console =
        Console.start(
            TestBroker.settings(TestDatabase.empty(), TOPICS)
                .with("nudge.collections", folder.toString()));
    reader = new SignedIn(console).token("read");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void anEventIsThereForWhoeverAsksASecondLater() {
    TestBroker.write(
        EVENTS,
        "u1",
        "{\"id\":\"e1\",\"user\":\"u1\",\"type\":\"purchase\",\"time\":\"%s\",\"product_id\":\"p1\",\"price\":12.5}"
            .formatted(Instant.now()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode rows = reader.get("/api/queries/customer?userid=u1").json().get("rows");
              assertThat(rows).hasSize(1);
              assertThat(rows.get(0).get("total_spend").asString()).isEqualTo("12.5");
            });
  }

  @Test
  void anOwnCollectionIsFedAndWhatItRefusesIsOnTheRejectedTopic() {
    String topic = TOPICS.triggers().get(1);
    TestBroker.write(topic, "k", "{\"sku\":\"s1\",\"pieces\":5}");
    TestBroker.write(topic, "k", "{\"sku\":\"s2\",\"pieces\":\"some\"}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode stock = collection("stock");
              assertThat(stock.get("read").asInt()).isEqualTo(2);
              assertThat(stock.get("refused").asInt()).isEqualTo(1);
              assertThat(stock.get("source").asString()).isEqualTo("topic " + topic);
            });
    assertThat(TestBroker.read(TOPICS.rejected()))
        .extracting(record -> record.value())
        .anySatisfy(
            value ->
                assertThat(value)
                    .contains("\"reason\":\"refused by a collection\"")
                    .contains("stock: invalid input syntax for type integer: \\\"some\\\"")
                    .contains("\"raw\":\"{\\\"sku\\\":\\\"s2\\\",\\\"pieces\\\":\\\"some\\\"}\""));
  }

  @Test
  void thoseThatAreWrongAreToldAndLeftOut() {
    JsonNode list = reader.get("/api/collections").json();
    assertThat(list.get("collections").findValuesAsString("id"))
        .containsExactly(
            "profiles", "visits", "activity", "purchases", "products", "triggers", "stock");
    assertThat(list.get("problems").findValuesAsString("text"))
        .contains("column \"nothing\" does not exist")
        .anySatisfy(text -> assertThat(text).startsWith("'id': expected a name"));
  }

  private static JsonNode collection(String id) {
    for (JsonNode one : reader.get("/api/collections").json().get("collections")) {
      if (one.get("id").asString().equals(id)) {
        return one;
      }
    }
    throw new AssertionError("no collection " + id);
  }
}
