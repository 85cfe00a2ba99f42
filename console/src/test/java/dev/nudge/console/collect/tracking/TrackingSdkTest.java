package dev.nudge.console.collect.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The SDKs from npm, as they are, send to a console; this is what then stands in Kafka. */
class TrackingSdkTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path UI = Path.of("ui");

  private static ConsoleSettings settings;
  private static Console console;
  private static String said = "";

  @BeforeAll
  static void send(@TempDir Path folder) throws IOException, InterruptedException {
    assumeThat(UI.resolve("node_modules/@segment/analytics-node").toFile()).exists();
    settings = TestBroker.settings();
    console = Console.start(settings);
    String token =
        new SignedIn(console)
            .admin()
            .post("/api/tokens", Map.of("name", "sdks", "scopes", List.of("collect")))
            .json()
            .get("token")
            .asString();
    Path output = folder.resolve("output");
    Process node =
        new ProcessBuilder("node", "e2e/sdks.mjs", console.url(), token)
            .directory(UI.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = node.waitFor(3, TimeUnit.MINUTES);
    node.destroyForcibly();
    said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as(said).isTrue();
    assertThat(node.exitValue()).as(said).isZero();
  }

  @AfterAll
  static void stop() {
    if (console != null) {
      console.close();
    }
  }

  @Test
  void segmentForNode() {
    assertThat(events("seg-visitor"))
        .extracting(event -> event.get("type").asString())
        .containsExactly("page", "Product Viewed");
    JsonNode view = events("seg-visitor").get(1);
    assertThat(view.get("id").asString()).isEqualTo("seg-1");
    assertThat(view.get("price").asDouble()).isEqualTo(19.5);
    assertThat(view.get("device").asString()).isEqualTo("phone");
    assertThat(view.get("os").asString()).isEqualTo("iOS");
    assertThat(view.get("country").asString()).isEqualTo("DE");
    assertThat(events("seg-visitor").get(0).get("name").asString()).isEqualTo("Home");
    assertThat(events("seg-user"))
        .extracting(event -> event.get("type").asString())
        .containsExactly("Cart Viewed", "screen", "Order Completed");
    assertThat(events("seg-user").get(0).get("property_id").asInt()).isEqualTo(7);
    assertThat(profile("seg-user").toString())
        .isEqualTo(
            "{\"user\":\"seg-user\",\"colour\":\"red\",\"tier\":\"gold\",\"email\":"
                + "\"ann@example.com\",\"group_id\":\"acme\",\"group\":{\"plan\":\"enterprise\"}}");
    assertThat(TestBroker.read(settings.topics().rejected())).isEmpty();
  }

  @Test
  void rudderStackForNodeWithCompressedBodies() {
    assertThat(events("rudder-user"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.get("type").asString()).isEqualTo("Product Added");
              assertThat(event.get("product_id").asString()).isEqualTo("p2");
            });
    assertThat(profile("rudder-user").get("tier").asString()).isEqualTo("silver");
  }

  @Test
  void segmentForBrowsersOnAPageOfAnotherSite() {
    assumeThat(said).contains("sent with @segment/analytics-next");
    assertThat(profile("browser-user").get("tier").asString()).isEqualTo("bronze");
    assertThat(profile("browser-user").get("locale").asString()).isEqualTo("de-DE");
    List<JsonNode> bought = events("browser-user");
    assertThat(bought)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.get("type").asString()).isEqualTo("Bought");
              assertThat(event.get("device").asString()).isEqualTo("desktop");
            });
    assertThat(all())
        .filteredOn(event -> event.get("type").asString().equals("Looked"))
        .singleElement()
        .satisfies(event -> assertThat(event.get("user").asString()).isNotEqualTo("browser-user"));
  }

  @Test
  void nudgesOwnForBrowsersAlsoAsPagesAreLeftAndClosed() {
    assumeThat(said).contains("sent with /client/collect.js");
    await()
        .untilAsserted(
            () ->
                assertThat(events("own-user"))
                    .extracting(event -> event.get("type").asString())
                    .containsExactlyInAnyOrder("Own left", "Own tried again", "Own closed"));
    assertThat(events("own-user"))
        .allSatisfy(event -> assertThat(event.get("device").asString()).isEqualTo("desktop"));
    assertThat(all())
        .filteredOn(event -> event.get("type").asString().equals("Own looked"))
        .singleElement()
        .satisfies(event -> assertThat(event.get("user").asString()).hasSize(32));
    assertThat(profile("own-user").get("tier").asString()).isEqualTo("copper");
    assertThat(events("own-cloud"))
        .singleElement()
        .satisfies(event -> assertThat(event.get("traceparent").asString()).isEqualTo("00-def"));
  }

  @Test
  void cloudEventsInAllThreeModes() {
    assertThat(events("cloud-user"))
        .extracting(event -> event.get("id").asString() + " " + event.get("total").asDouble())
        .containsExactly("/shop/1 12.5", "/shop/3 14.5", "/shop/4 15.5");
    assertThat(events("cloud-user").get(2).get("data_type").asString()).isEqualTo("gift");
    assertThat(events("cloud-other"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.get("total").asDouble()).isEqualTo(13.5);
              assertThat(event.get("traceparent").asString()).isEqualTo("00-abc");
              assertThat(event.get("source").asString()).isEqualTo("/shop");
            });
  }

  private static List<JsonNode> all() {
    List<JsonNode> events = new ArrayList<>();
    for (ConsumerRecord<String, String> record :
        TestBroker.read(settings.topics().canonicalEvents().orElseThrow())) {
      events.add(JSON.readTree(record.value()));
    }
    return events;
  }

  private static List<JsonNode> events(String user) {
    return all().stream().filter(event -> event.get("user").asString().equals(user)).toList();
  }

  /** The last record, which is all that a compacted topic keeps. */
  private static JsonNode profile(String user) {
    return TestBroker.read(settings.topics().profiles().topic()).stream()
        .filter(record -> record.key().equals(user))
        .reduce((before, after) -> after)
        .map(record -> JSON.readTree(record.value()))
        .orElseThrow();
  }
}
