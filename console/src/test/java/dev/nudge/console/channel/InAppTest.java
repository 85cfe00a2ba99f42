package dev.nudge.console.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.EventStream;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.delivery.track.LinkKey;
import dev.nudge.stream.NewTopics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InAppTest {
  private static final String CHANNELS = "in-app-test.channels";

  private static ConsoleSettings settings;
  private static Console console;
  private static SignedIn signedIn;
  private static Browser server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrap()))) {
      NewTopics.make(admin, List.of(new NewTopic(CHANNELS, 1, (short) 1)));
    }
    Path file = folder.resolve("link-key");
    LinkKey.readOrMake(file);
    settings =
        TestBroker.settings()
            .with("nudge.link-key", file.toString())
            .with("nudge.channels", CHANNELS);
    TestBroker.write(CHANNELS, "app", "channel: app\nin_app: {}\n");
    TestBroker.write(
        CHANNELS, "crm", "channel: crm\nwebhook: {url: 'https://x.example', secret: '${env:S}'}\n");
    console = Console.start(settings);
    signedIn = new SignedIn(console);
    server = signedIn.token("read", "collect");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aUserReadsTheOwnOffersThatAreMeantForTheAppAndNothingThatLedToThem() throws Exception {
    String token = token("ann");
    try (EventStream stream = new EventStream(console.url(), "/api/in-app/stream", token, "")) {
      await().until(() -> stream.lastId().contains("t0."));
      trigger("t1", "ann", "\"crm\"", "");
      trigger("t2", "bea", "\"app\"", "");
      trigger("t3", "ann", "[\"crm\",\"app\"]", ",\"like\":{\"query\":\"none\",\"fallback\":[1]}");
      TestBroker.flush();

      await().until(() -> !stream.messages("trigger").isEmpty());
      assertThat(stream.messages("trigger"))
          .singleElement()
          .satisfies(
              message ->
                  assertThat(message.data().toString())
                      .isEqualTo(
                          "{\"id\":\"t3\",\"campaign\":\"c\",\"version\":1,\"user\":\"ann\","
                              + "\"time\":\"2026-11-20T10:00:00Z\",\"channel\":\"app\","
                              + "\"offer\":{\"channel\":[\"crm\",\"app\"],\"like\":[1]},"
                              + "\"unanswered\":\"none: there is no query 'none'\"}"));
    }
  }

  @Test
  void withATokenOfOneUserOnlyThatUsersEventsAreSent() {
    Browser app = Browser.withToken(console.url(), token("cat"));
    assertThat(app.post("/api/events", "{\"user\":\"cat\",\"type\":\"opened\"}").status())
        .isEqualTo(202);
    assertThat(app.post("/api/events", "{\"user\":\"ann\",\"type\":\"opened\"}").body())
        .contains("not your event");
    assertThat(app.get("/api/campaigns").status()).isEqualTo(403);
    assertThat(app.get("/api/shop/stream").status()).isEqualTo(403);
    assertThat(app.post("/api/in-app/tokens", Map.of("user", "ann")).status()).isEqualTo(403);
  }

  @Test
  void aUserWhoIsCalledLikeAnAccountIsNotThatAccount() {
    Browser app = Browser.withToken(console.url(), token("admin"));
    assertThat(app.get("/api/session").json().get("name").asString()).isEqualTo("user admin");
    assertThat(app.call("PATCH", "/api/session", Map.of("language", "zh")).status()).isEqualTo(400);
    assertThat(signedIn.admin().get("/api/session").json().get("language").asString()).isEmpty();
  }

  @Test
  void aUserTellsOfOpensAndClicksAndNotOfDeliveries() {
    Browser app = Browser.withToken(console.url(), token("eva"));
    for (String type : List.of("delivered", "undelivered")) {
      Answer refused = app.post("/api/events", Map.of("type", type, "user", "eva"));
      assertThat(refused.status()).as(type).isEqualTo(400);
      assertThat(refused.body()).contains("no user sends");
    }
    assertThat(app.post("/api/events", Map.of("type", "clicked", "user", "eva")).status())
        .isEqualTo(202);
  }

  @Test
  void onlyWhoMayReadAndSendAllMayMakeTokensOfUsers() {
    for (Browser other :
        List.of(signedIn.token("read"), signedIn.token("collect"), signedIn.role("admin"))) {
      assertThat(other.post("/api/in-app/tokens", Map.of("user", "ann")).status()).isEqualTo(403);
    }
    assertThat(server.post("/api/in-app/tokens", Map.of("user", "")).status()).isEqualTo(400);
    assertThat(server.post("/api/in-app/tokens", Map.of("user", "ann", "hours", 0)).status())
        .isEqualTo(400);
  }

  @Test
  void aTokenThatNobodySignedIsNone() {
    String token = token("dan");
    String changed = token.replace("nudgeuser_", "nudgeuser_A");
    for (String wrong : List.of(changed, token + "A", "nudgeuser_.", "nudgeuser_x.y")) {
      assertThat(Browser.withToken(console.url(), wrong).get("/api/in-app/stream").status())
          .as(wrong)
          .isEqualTo(401);
    }
  }

  @Test
  void pagesOfOtherSitesMayAskWithATokenAndNeverWithACookie() throws Exception {
    HttpResponse<String> before =
        send(
            HttpRequest.newBuilder(URI.create(console.url() + "/api/in-app/stream"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,last-event-id"));
    assertThat(before.statusCode()).isEqualTo(200);
    assertThat(before.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(before.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    HttpResponse<String> other =
        send(
            HttpRequest.newBuilder(URI.create(console.url() + "/api/campaigns"))
                .header("Origin", "https://shop.example"));
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static String token(String user) {
    Answer made = server.post("/api/in-app/tokens", Map.of("user", user));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().get("token").asString();
  }

  private static void trigger(String id, String user, String channel, String more) {
    TestBroker.send(
        settings.topics().triggers().get(0),
        user,
        ("{\"id\":\"%s\",\"campaign\":\"c\",\"version\":1,\"user\":\"%s\","
                + "\"time\":\"2026-11-20T10:00:00Z\",\"cause\":\"match\","
                + "\"offer\":{\"channel\":%s%s},\"queries\":[\"/like\"],\"matched\":{},\"measures\":{}}")
            .formatted(id, user, channel, more));
  }
}
