package dev.nudge.console.collect.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the SDKs of {@link TrackingSdkTest} do not do, or not at will. Two consoles share it all.
 */
class TrackingTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static ConsoleSettings settings;
  private static Console one;
  private static Console other;
  private static Browser admin;
  private static String token;

  @BeforeAll
  static void start() throws IOException {
    settings = TestBroker.settings();
    one = Console.start(settings);
    admin = new SignedIn(one).admin();
    token = token("collect");
    other = Console.start(settings);
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  @Test
  void aWrongClockOfTheSenderDoesNotMatter() {
    Instant wrong = Instant.parse("2001-01-01T00:00:00Z");
    Instant before = Instant.now();
    assertThat(
            post(
                    one,
                    "track",
                    Map.of(
                        "userId",
                        "clara",
                        "event",
                        "looked",
                        "timestamp",
                        wrong.minusSeconds(60).toString(),
                        "sentAt",
                        wrong.toString()))
                .statusCode())
        .isEqualTo(200);
    assertThat(Instant.parse(events("clara").get(0).get("time").asString()))
        .isBetween(before.minusSeconds(61), Instant.now().minusSeconds(59));
  }

  @Test
  void aVisitorOfOneConsoleIsTheUserOfTheOtherFromThenOn() {
    track(one, "anonymousId", "v1", "before");
    post(
        one, "identify", Map.of("anonymousId", "v1", "traits", Map.of("colour", "red", "size", 9)));
    post(
        other,
        "identify",
        Map.of("anonymousId", "v1", "userId", "vera", "traits", Map.of("size", 7)));
    track(one, "anonymousId", "v1", "after");
    assertThat(events("v1")).extracting(TrackingTest::type).containsExactly("before");
    assertThat(events("vera")).extracting(TrackingTest::type).containsExactly("after");
    assertThat(profile("vera"))
        .isEqualTo(JSON.readTree("{\"user\":\"vera\",\"colour\":\"red\",\"size\":7}"));
    // What is told of the visitor is now told of the user, and nothing is forgotten.
    post(one, "identify", Map.of("anonymousId", "v1", "traits", Map.of("tier", "gold")));
    assertThat(profile("vera"))
        .isEqualTo(
            JSON.readTree("{\"user\":\"vera\",\"colour\":\"red\",\"size\":7,\"tier\":\"gold\"}"));
  }

  @Test
  void aliasesOfAliasesLeadToTheLastUserAndNeverInACircle() {
    post(one, "alias", Map.of("previousId", "a", "userId", "b"));
    post(other, "alias", Map.of("previousId", "b", "userId", "c"));
    track(one, "anonymousId", "a", "first");
    assertThat(events("c")).extracting(TrackingTest::type).containsExactly("first");
    post(one, "alias", Map.of("previousId", "c", "userId", "a"));
    track(other, "anonymousId", "b", "second");
    track(other, "anonymousId", "a", "third");
    assertThat(events("a")).extracting(TrackingTest::type).containsExactly("second", "third");
  }

  @Test
  void nullRemovesATraitAndAllOthersStay() throws IOException {
    post(one, "identify", Map.of("userId", "nora", "traits", Map.of("a", 1, "b", 2)));
    String removes = "{\"userId\":\"nora\",\"traits\":{\"a\":null,\"user\":\"x\",\"segments\":[]}}";
    assertThat(send(one, "identify", removes.getBytes(StandardCharsets.UTF_8), "").statusCode())
        .isEqualTo(200);
    assertThat(profile("nora").toString())
        .isEqualTo(
            "{\"user\":\"nora\",\"b\":2,\"trait_user\":\"x\",\"trait_segments\":[],\"a\":null}");
    post(one, "identify", Map.of("userId", "nora", "traits", Map.of("c", 3)));
    assertThat(profile("nora").has("a")).isFalse();
  }

  @Test
  void whatTwoConsolesHearAtOnceOfOnePersonIsAllInTheLastRecord() throws Exception {
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Console console = i % 2 == 0 ? one : other;
      Map<String, ?> told =
          i % 4 < 2
              ? Map.of("userId", "pia", "traits", Map.of("t" + i, i))
              : Map.of("userId", "pia", "anonymousId", "pia" + i, "traits", Map.of("t" + i, i));
      calls.add(() -> post(console, "identify", told).statusCode());
    }
    ExecutorService many = Executors.newFixedThreadPool(10);
    try {
      for (Future<Integer> status : many.invokeAll(calls)) {
        assertThat(status.get()).isEqualTo(200);
      }
    } finally {
      many.shutdownNow();
    }
    JsonNode last = profile("pia");
    for (int i = 0; i < 40; i++) {
      assertThat(last.path("t" + i).asInt(-1)).as("trait %s", i).isEqualTo(i);
    }
  }

  @Test
  void whatCannotBeUsedIsToldAndTheOthersAreTaken() {
    HttpResponse<String> answer =
        post(
            one,
            "batch",
            Map.of(
                "batch",
                List.of(
                    Map.of("type", "track", "userId", "rosa", "event", "looked"),
                    Map.of("type", "track", "event", "nobody"),
                    Map.of("type", "dance", "userId", "rosa"),
                    Map.of("type", "track", "userId", "rosa", "event", "segment.entered"),
                    Map.of("type", "track", "userId", "rosa", "event", "delivered"),
                    Map.of("type", "track", "userId", "rosa", "event", "x", "timestamp", "soon"),
                    Map.of(
                        "type",
                        "track",
                        "userId",
                        "rosa",
                        "event",
                        "x",
                        "properties",
                        Map.of("id", 1, "property_id", 2)))));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"success\":true,\"rejected\":[{\"index\":1,\"reason\":\"no user: ");
    assertThat(JSON.readTree(answer.body()).get("rejected")).hasSize(6);
    assertThat(events("rosa")).extracting(TrackingTest::type).containsExactly("looked");
    assertThat(TestBroker.read(settings.topics().rejected()))
        .map(ConsumerRecord::value)
        .filteredOn(record -> record.contains("dance"))
        .singleElement()
        .satisfies(
            record ->
                assertThat(record)
                    .startsWith(
                        "{\"source\":\"POST /v1/batch #2\",\"reason\":\"unknown message\","
                            + "\"detail\":\"its 'type' is 'dance'\",\"raw\":\"{"));
  }

  @Test
  void aMessageAloneThatCannotBeUsedIs400() {
    assertThat(post(one, "track", Map.of("userId", "x")).statusCode()).isEqualTo(400);
    assertThat(post(one, "track", Map.of("userId", "x")).body()).contains("it has no 'event'");
    assertThat(post(one, "alias", Map.of("userId", "x", "previousId", "x")).statusCode())
        .isEqualTo(400);
    assertThat(post(one, "dance", Map.of()).statusCode()).isEqualTo(404);
    assertThat(post(one, "batch", Map.of("batch", 1)).statusCode()).isEqualTo(400);
  }

  @Test
  void theKeyMayStandInTheBodyAndWrongKeysAreRefused() throws IOException {
    byte[] body =
        ("{\"batch\":[{\"type\":\"track\",\"userId\":\"kim\",\"event\":\"looked\"}],\"writeKey\":\""
                + token
                + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(sendAs(null, one, "b", body, "").statusCode()).isEqualTo(200);
    assertThat(events("kim")).hasSize(1);
    assertThat(sendAs(null, one, "b", "{}".getBytes(StandardCharsets.UTF_8), "").statusCode())
        .isEqualTo(401);
    assertThat(sendAs("nudge_wrong", one, "b", body, "").statusCode()).isEqualTo(401);
    assertThat(sendAs(token("read"), one, "b", body, "").statusCode()).isEqualTo(403);
  }

  @Test
  void compressedBodiesAreBoundedTwice() throws IOException {
    assertThat(send(one, "b", gzip("{\"batch\":[]}"), "gzip").statusCode()).isEqualTo(200);
    assertThat(send(one, "b", gzip(" ".repeat(2 << 20)), "gzip").statusCode()).isEqualTo(413);
    assertThat(send(one, "b", "{}".getBytes(StandardCharsets.UTF_8), "gzip").statusCode())
        .isEqualTo(400);
    assertThat(send(one, "b", gzip("{}"), "br").statusCode()).isEqualTo(415);
  }

  @Test
  void poisonIsAnsweredAndNothingFails() {
    String nul = "\\u0000";
    String half = "\\ud800";
    for (String poison :
        List.of(
            "",
            "[]",
            "17",
            "{\"userId\":\"x\",\"event\":\"x\",\"properties\":{\"a\":NaN}}",
            "{\"userId\":\"x\",\"event\":\"x\",\"properties\":{\"a\":1e999}}",
            "{\"userId\":\"x\",\"event\":\"x\",\"properties\":" + "[".repeat(9_000),
            "{\"userId\":\"x\",\"event\":\"x\",\"properties\":{\"a\":"
                + "[".repeat(100)
                + "]".repeat(100)
                + "}}",
            "{\"userId\":\"" + nul + "\",\"event\":\"x\"}",
            "{\"userId\":\"" + half + "\",\"event\":\"x\"}",
            "{\"userId\":\"" + "u".repeat(600_000) + "\",\"event\":\"x\"}",
            "{\"userId\":{\"a\":1},\"event\":\"x\"}",
            "{\"userId\":\"x\",\"event\":\"" + "e".repeat(2_000) + "\"}",
            "{\"userId\":\"x\",\"event\":\"x\",\"properties\":[1]}",
            "{\"userId\":\"x\",\"event\":\"x\",\"timestamp\":\"2026-13-45\"}",
            "{\"userId\":\"x\",\"event\":\"x\",\"timestamp\":-9223372036854775807}")) {
      HttpResponse<String> answer = send(one, "track", poison.getBytes(StandardCharsets.UTF_8), "");
      assertThat(answer.statusCode()).as("%.60s: %s", poison, answer.body()).isEqualTo(400);
    }
    String wide =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj(i -> "\"t" + i + "\":" + i)
            .collect(Collectors.joining(",", "{\"userId\":\"x\",\"traits\":{", "}}"));
    assertThat(send(one, "identify", wide.getBytes(StandardCharsets.UTF_8), "").body())
        .contains("beyond limits");
    String odd = "{\"userId\":\"odd\",\"traits\":{\"a\":\"" + nul + half + "\",\"b\":null}}";
    assertThat(send(one, "identify", odd.getBytes(StandardCharsets.UTF_8), "").statusCode())
        .isEqualTo(200);
    assertThat(send(other, "identify", odd.getBytes(StandardCharsets.UTF_8), "").statusCode())
        .isEqualTo(200);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String token(String scope) {
    return admin
        .post("/api/tokens", Map.of("name", scope, "scopes", List.of(scope)))
        .json()
        .get("token")
        .asString();
  }

  private static void track(Console console, String who, String id, String event) {
    assertThat(post(console, "track", Map.of(who, id, "event", event)).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> post(Console console, String call, Map<String, ?> message) {
    return send(console, call, JSON.writeValueAsBytes(message), "");
  }

  private static HttpResponse<String> send(
      Console console, String call, byte[] body, String encoding) {
    return sendAs(token, console, call, body, encoding);
  }

  private static HttpResponse<String> sendAs(
      String key, Console console, String call, byte[] body, String encoding) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(console.url() + "/v1/" + call))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (key != null) {
      String basic =
          Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
      request.header("Authorization", "Basic " + basic);
    }
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(call, e);
    }
  }

  private static String type(JsonNode event) {
    return event.get("type").asString();
  }

  private static List<JsonNode> events(String user) {
    return TestBroker.read(settings.topics().canonicalEvents().orElseThrow()).stream()
        .filter(record -> record.key().equals(user))
        .map(record -> JSON.readTree(record.value()))
        .toList();
  }

  private static JsonNode profile(String user) {
    return TestBroker.read(settings.topics().profiles().topic()).stream()
        .filter(record -> record.key().equals(user))
        .reduce((before, after) -> after)
        .map(record -> JSON.readTree(record.value()))
        .orElseThrow();
  }
}
