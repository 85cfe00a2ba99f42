package dev.nudge.console.collect.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What many messages of one request come to, and what they may not become. */
class TrackingBatchTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int LARGE = 250_000;

  private static ConsoleSettings settings;
  private static Console console;
  private static String key;

  @BeforeAll
  static void start() throws IOException {
    settings = TestBroker.settings();
    console = Console.start(settings);
    key =
        new SignedIn(console)
            .admin()
            .post("/api/tokens", Map.of("name", "sdk", "scopes", List.of("collect")))
            .json()
            .get("token")
            .asString();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void manyMessagesOfOnePersonAreOneRecord() {
    List<Map<String, ?>> batch = new ArrayList<>();
    batch.add(identify("lou", Map.of("much", "x".repeat(LARGE), "gone", 1, "back", 1)));
    for (int i = 0; i < 2_000; i++) {
      batch.add(identify("lou", Map.of("n", i)));
    }
    batch.add(removing("lou", "gone"));
    batch.add(removing("lou", "back"));
    batch.add(identify("lou", Map.of("back", 2)));
    assertThat(batch(batch).body()).isEqualTo("{\"success\":true,\"rejected\":[]}");
    assertThat(profiles("lou"))
        .singleElement()
        .satisfies(
            profile -> {
              assertThat(profile.get("much").asString()).hasSize(LARGE);
              assertThat(profile.get("n").asInt()).isEqualTo(1_999);
              assertThat(profile.get("back").asInt()).isEqualTo(2);
              assertThat(profile.get("gone").isNull()).isTrue();
            });
  }

  @Test
  void whatWouldBeTooMuchIsRejectedAndTheOthersAreTaken() {
    String half = "x".repeat(150_000);
    HttpResponse<String> answer =
        batch(
            List.of(
                identify("max", Map.of("a", half)),
                identify("max", Map.of("b", half)),
                identify("max", Map.of("c", 1))));
    assertThat(answer.body()).contains("\"index\":1,\"reason\":\"beyond limits: the profile of ");
    assertThat(JSON.readTree(answer.body()).get("rejected")).hasSize(1);
    assertThat(profiles("max"))
        .singleElement()
        .satisfies(
            profile -> {
              assertThat(profile.has("b")).isFalse();
              assertThat(profile.get("c").asInt()).isEqualTo(1);
            });
  }

  @Test
  void thousandsOfVisitorsAreJoinedAtOnce() {
    List<Map<String, ?>> batch = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      batch.add(Map.of("type", "identify", "anonymousId", "v" + i, "userId", "u" + i));
    }
    HttpResponse<String> answer = batch(batch);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    track("v5999", "looked");
    assertThat(events("u5999")).containsExactly("looked");
  }

  @Test
  void moreThanIsTakenAtOnceIs413() {
    List<Map<String, ?>> batch = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      batch.add(identify("large" + i, Map.of("n", i)));
      assertThat(batch(List.of(identify("large" + i, Map.of("a", "x".repeat(LARGE))))).statusCode())
          .isEqualTo(200);
    }
    assertThat(batch(batch).statusCode()).isEqualTo(413);
    assertThat(batch(batch.subList(0, 4)).statusCode()).isEqualTo(200);
    List<Map<String, ?>> views = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      views.add(Map.of("type", "page", "userId", "u"));
    }
    assertThat(
            send("batch", Map.of("batch", views, "context", Map.of("locale", "x".repeat(100_000))))
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void theKeyIsNotToldWithWhatCannotBeUsed() {
    send("track", Map.of("userId", "x", "dance", "tango", "writeKey", key));
    send(
        "batch",
        Map.of("batch", List.of(Map.of("dance", "waltz", "writeKey", key)), "writeKey", key));
    assertThat(TestBroker.read(settings.topics().rejected()))
        .map(ConsumerRecord::value)
        .filteredOn(record -> record.contains("dance"))
        .hasSize(2)
        .noneMatch(record -> record.contains(key));
  }

  @Test
  void aliasesInTheOtherOrderAndSentAgainLeadToTheSameUser() {
    alias("b1", "c1");
    alias("a1", "b1");
    track("a1", "first");
    alias("a2", "b2");
    alias("b2", "c2");
    alias("a2", "b2");
    track("a2", "second");
    track("b2", "third");
    assertThat(events("c1")).containsExactly("first");
    assertThat(events("c2")).containsExactly("second", "third");
    assertThat(
            batch(List.of(aliasOf("a3", "b3"), aliasOf("b3", "c3"), aliasOf("c3", "a3")))
                .statusCode())
        .isEqualTo(200);
    track("b3", "fourth");
    track("c3", "fifth");
    assertThat(events("a3")).containsExactly("fourth", "fifth");
  }

  @Test
  void whatIsKnownOfAnAliasGoesToTheLastUser() {
    batch(List.of(identify("a4", Map.of("x", 1, "y", 1)), identify("c4", Map.of("y", 2))));
    alias("b4", "c4");
    alias("a4", "b4");
    assertThat(last("c4")).isEqualTo(JSON.readTree("{\"user\":\"c4\",\"x\":1,\"y\":2}"));
    assertThat(profiles("b4")).isEmpty();
  }

  @Test
  void aGroupWithoutTraitsKeepsThoseThatAreKnown() {
    send("group", Map.of("userId", "g", "groupId", "acme", "traits", Map.of("plan", "pro")));
    send("group", Map.of("userId", "g", "groupId", "acme"));
    send("group", Map.of("userId", "g", "groupId", "acme", "traits", Map.of("seats", 3)));
    assertThat(last("g").get("group").toString()).isEqualTo("{\"plan\":\"pro\",\"seats\":3}");
    send("group", Map.of("userId", "g", "groupId", "other"));
    assertThat(last("g").toString())
        .isEqualTo("{\"user\":\"g\",\"group_id\":\"other\",\"group\":{}}");
  }

  @Test
  void whatNothingComesOfIsForgottenAndWhatIsUsedStays() {
    ConsoleSettings.Database at = settings.database();
    DriverManagerDataSource source =
        new DriverManagerDataSource(at.url(), at.user(), at.password());
    JdbcClient database = JdbcClient.create(source);
    batch(List.of(identify("f1", Map.of("x", 1)), identify("f2", Map.of("x", 1))));
    alias("used", "f1");
    alias("unused", "f1");
    database
        .sql("update visitor_link set since = now() - interval '401 days' where userid = 'f1'")
        .update();
    database
        .sql(
            "update collected_profile set changed = now() - interval '401 days' where userid = 'f2'")
        .update();
    track("used", "looked");
    new VisitorLinks(database, new JdbcTemplate(source)).forget();
    new CollectedProfiles(database).forget();
    assertThat(names(database, "select visitor from visitor_link where userid = 'f1'"))
        .containsExactly("used");
    assertThat(names(database, "select userid from collected_profile where userid in ('f1', 'f2')"))
        .containsExactly("f1");
  }

  private static List<String> names(JdbcClient database, String sql) {
    return database.sql(sql).query(String.class).list();
  }

  private static Map<String, ?> identify(String user, Map<String, ?> traits) {
    return Map.of("type", "identify", "userId", user, "traits", traits);
  }

  private static Map<String, ?> removing(String user, String trait) {
    return Map.of(
        "type", "identify", "userId", user, "traits", JSON.createObjectNode().putNull(trait));
  }

  private static Map<String, ?> aliasOf(String visitor, String user) {
    return Map.of("type", "alias", "previousId", visitor, "userId", user);
  }

  private static void alias(String visitor, String user) {
    assertThat(send("alias", aliasOf(visitor, user)).statusCode()).isEqualTo(200);
  }

  private static void track(String visitor, String event) {
    assertThat(send("track", Map.of("anonymousId", visitor, "event", event)).statusCode())
        .isEqualTo(200);
  }

  private static HttpResponse<String> batch(List<? extends Map<String, ?>> messages) {
    return send("batch", Map.of("batch", messages));
  }

  private static HttpResponse<String> send(String call, Map<String, ?> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(console.url() + "/v1/" + call))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(call, e);
    }
  }

  private static List<String> events(String user) {
    return read(settings.topics().canonicalEvents().orElseThrow(), user).stream()
        .map(event -> event.get("type").asString())
        .toList();
  }

  private static List<JsonNode> profiles(String user) {
    return read(settings.topics().profiles().topic(), user);
  }

  private static JsonNode last(String user) {
    List<JsonNode> all = profiles(user);
    return all.get(all.size() - 1);
  }

  private static List<JsonNode> read(String topic, String user) {
    return TestBroker.read(topic).stream()
        .filter(record -> record.key().equals(user))
        .map(record -> JSON.readTree(record.value()))
        .toList();
  }
}
