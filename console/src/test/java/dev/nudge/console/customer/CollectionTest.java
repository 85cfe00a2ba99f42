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
import java.util.Map;
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
  private static Browser admin;

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
    SignedIn signedIn = new SignedIn(console);
    reader = signedIn.token("read");
    admin = signedIn.admin();
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
              assertThat(stock.get("read").asInt()).isGreaterThanOrEqualTo(2);
              assertThat(stock.get("refused").asInt()).isPositive();
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
  void oneIsShownWithItsDefinitionItsRowsAndWhatItRefused() {
    String topic = TOPICS.triggers().get(1);
    TestBroker.write(topic, "k", "{\"sku\":\"s3\",\"pieces\":7}");
    TestBroker.write(topic, "k", "{\"sku\":\"s4\",\"pieces\":\"many\"}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        reader
                            .get("/api/collections/stock")
                            .json()
                            .get("refusals")
                            .findValuesAsString("record"))
                    .contains("{\"sku\":\"s4\",\"pieces\":\"many\"}"));
    JsonNode stock = reader.get("/api/collections/stock").json();
    assertThat(stock.at("/status/key/0").asString()).isEqualTo("sku");
    assertThat(stock.get("transform").asString()).isEqualTo("select sku, pieces from _input");
    assertThat(stock.at("/input/1").toString())
        .isEqualTo("{\"column\":\"pieces\",\"is\":\"integer\"}");
    assertThat(stock.at("/refusals/0/reason").asString())
        .startsWith("invalid input syntax for type integer");
    assertThat(stock.at("/refusals/0/place").asString()).startsWith(topic + "-0@");
    JsonNode rows = reader.get("/api/collections/stock/rows").json();
    assertThat(rows.at("/columns/1").toString())
        .isEqualTo("{\"name\":\"pieces\",\"type\":\"integer\"}");
    assertThat(rows.get("rows").toString()).contains("{\"sku\":\"s3\",\"pieces\":7}");
  }

  @Test
  void oneThatIsNotThereIsNotShown() {
    assertThat(reader.get("/api/collections/stok").status()).isEqualTo(404);
    assertThat(reader.get("/api/collections/stok/rows").json().get("detail").asString())
        .isEqualTo("there is no collection 'stok', did you mean 'stock'?");
    assertThat(reader.get("/api/collections/x%22--/rows").status()).isEqualTo(404);
  }

  @Test
  void thoseThatAreWrongAreToldAndLeftOut() {
    JsonNode list = reader.get("/api/collections").json();
    assertThat(list.get("collections").findValuesAsString("id"))
        .startsWith(
            "profiles",
            "visits",
            "activity",
            "purchases",
            "products",
            "triggers",
            "transitions",
            "stock");
    assertThat(list.get("problems").findValuesAsString("text"))
        .contains("column \"nothing\" does not exist")
        .anySatisfy(text -> assertThat(text).startsWith("'id': expected a name"));
  }

  @Test
  void aCollectionIsTriedBeforeItIsSaved() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/sizes.csv"), "sku,size\ns1,5\ns2,wide\n,3\n");
    String text =
        """
        id: sizes
        source: {files: data/sizes.csv}
        input: {sku: text, size: integer}
        transform: select sku, size as size from _input where size is null or size > 0
        key: sku
        """;
    JsonNode tried = admin.post("/api/collections/preview", Map.of("text", text)).json();
    assertThat(tried.get("problems")).isEmpty();
    assertThat(tried.get("columns").findValuesAsString("name")).containsExactly("sku", "size");
    assertThat(tried.get("tried").get(0).get("rows").get(0).asString())
        .isEqualTo("{\"sku\":\"s1\",\"size\":5}");
    assertThat(tried.get("tried").get(1).get("refused").asString())
        .isEqualTo("invalid input syntax for type integer: \"wide\"");
    assertThat(tried.get("tried").get(2).get("refused").asString())
        .isEqualTo("no value for 'sku', which is of the key");
    assertThat(reader.get("/api/collections/sizes/document").status()).isEqualTo(404);

    assertThat(admin.call("PUT", "/api/collections/sizes/document", Map.of("text", text)).status())
        .isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(collection("sizes").get("read").asInt()).isEqualTo(3));
    assertThat(reader.get("/api/collections/sizes/document").json().get("text").asString())
        .isEqualTo(text);
    assertThat(admin.call("PUT", "/api/collections/sizes/document", Map.of("text", text)).status())
        .as("somebody else saved it meanwhile")
        .isEqualTo(409);
  }

  @Test
  void aMistakeIsAtItsPlaceAndNothingIsSaved() {
    String text =
        """
        id: wrong
        source: {topic: %s}
        transform: |
          select nothing
          from _input
        key: nothing
        """
            .formatted(EVENTS);
    JsonNode problem =
        admin.post("/api/collections/preview", Map.of("text", text)).json().get("problems").get(0);
    assertThat(problem.get("line").asInt()).isEqualTo(4);
    assertThat(problem.get("column").asInt()).isEqualTo(10);
    assertThat(admin.call("PUT", "/api/collections/wrong/document", Map.of("text", text)).status())
        .isEqualTo(422);
    assertThat(folder.resolve("wrong.yaml")).doesNotExist();
    assertThat(
            admin
                .post(
                    "/api/collections/preview",
                    Map.of("text", text.replace("{topic: " + EVENTS + "}", "{files: /etc/*.csv}")))
                .json()
                .get("detail")
                .asString())
        .startsWith("only files that lie where the folder of collections does");
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
