package dev.nudge.console.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.stream.NewTopics;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChannelTest {
  private static final String CHANNELS = "channel-test.channels";
  private static final String DELIVERIES = "channel-test.deliveries";
  private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();

  private static final JsonMapper JSON = new JsonMapper();

  private static Console console;
  private static SignedIn signedIn;
  private static Browser admin;
  private static HttpServer receiver;

  @BeforeAll
  static void start() throws Exception {
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrap()))) {
      NewTopics.make(
          kafka,
          List.of(new NewTopic(CHANNELS, 1, (short) 1), new NewTopic(DELIVERIES, 2, (short) 1)));
    }
    console =
        Console.start(
            TestBroker.settings()
                .with("nudge.channels", CHANNELS)
                .with("nudge.deliveries", DELIVERIES)
                .with("nudge.channels.private-addresses", "true"));
    signedIn = new SignedIn(console);
    admin = signedIn.admin();
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/in",
        exchange -> {
          RECEIVED.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body = "not today".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    receiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.stop(0);
    console.close();
  }

  private static String webhook(String id) {
    return """
        channel: %s
        description: For tests
        webhook:
          url: http://127.0.0.1:%d/in
          secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
        """
        .formatted(id, receiver.getAddress().getPort());
  }

  @Test
  void aChannelIsPublishedListedChangedAndRemoved() {
    assertThat(admin.call("PUT", "/api/channels/crm", Map.of("text", webhook("crm"))).status())
        .isEqualTo(204);
    await().until(() -> admin.get("/api/channels").body().contains("\"id\":\"crm\""));
    Answer listed = admin.get("/api/channels");
    assertThat(listed.json().get(0).get("kind").asString()).isEqualTo("webhook");
    assertThat(listed.json().get(0).get("description").asString()).isEqualTo("For tests");
    assertThat(listed.body()).doesNotContain("whsec_");
    assertThat(listed.json().get(0).get("to").asString()).endsWith("/in");
    for (Browser other : List.of(signedIn.role("viewer"), signedIn.token("read"))) {
      assertThat(other.get("/api/channels").json().get(0).get("to").asString())
          .isEqualTo("http://127.0.0.1");
    }

    Answer document = admin.get("/api/channels/crm");
    assertThat(document.json().get("text").asString()).isEqualTo(webhook("crm"));
    Answer stale = admin.call("PUT", "/api/channels/crm", Map.of("text", webhook("crm")));
    assertThat(stale.status()).isEqualTo(409);
    String published = document.json().get("published").asString();
    String changed = webhook("crm").replace("tests", "others");
    assertThat(
            admin
                .call("PUT", "/api/channels/crm", Map.of("text", changed, "published", published))
                .status())
        .isEqualTo(204);
    await().until(() -> admin.get("/api/channels").body().contains("For others"));

    assertThat(admin.call("DELETE", "/api/channels/crm", null).status()).isEqualTo(204);
    await().until(() -> !admin.get("/api/channels").body().contains("\"crm\""));
    assertThat(admin.get("/api/channels/crm").status()).isEqualTo(404);
  }

  @Test
  void aMistakeIsSaidAtItsPlaceAndNothingIsPublished() {
    String wrong = webhook("bad").replace("url:", "ulr:");
    Answer check = admin.post("/api/channels/check", Map.of("text", wrong));
    assertThat(check.body()).contains("\"line\":4", "did you mean 'url'");
    Answer refused = admin.call("PUT", "/api/channels/bad", Map.of("text", wrong));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("did you mean 'url'");
    assertThat(admin.call("PUT", "/api/channels/x", Map.of("text", webhook("y"))).status())
        .isEqualTo(400);
  }

  @Test
  void aTestIsSentOnceAndShowsWhatTheReceiverAnswers() {
    Answer test =
        admin.post(
            "/api/channels/test",
            Map.of(
                "text",
                webhook("tried"),
                "user",
                "ann",
                "offer",
                JSON.readTree("{\"text\":\"Hello\",\"list\":[1,2.5,null,{\"a\":true}]}")));

    assertThat(test.status()).as(test.body()).isEqualTo(200);
    assertThat(test.json().get("outcome").asString()).isEqualTo("failed");
    assertThat(test.json().get("detail").asString()).startsWith("503");
    assertThat(test.json().get("body").asString()).isEqualTo("not today");
    assertThat(RECEIVED)
        .singleElement()
        .asString()
        .contains(
            "\"id\":\"test-",
            "\"campaign\":\"test\"",
            "\"user\":\"ann\"",
            "\"offer\":{\"text\":\"Hello\",\"list\":[1,2.5,null,{\"a\":true}]");
  }

  @Test
  void deliveriesAreCountedByChannel() {
    TestBroker.write(CHANNELS, "counted", webhook("counted"));
    progress("t1", "attempting");
    progress("t1", "delivered");
    progress("t2", "attempting");
    progress("t2", "failed");
    progress("t3", "undelivered");

    await()
        .until(
            () ->
                admin
                    .get("/api/channels")
                    .body()
                    .contains("\"delivered\":1,\"undelivered\":1,\"waiting\":1"));
  }

  private static void progress(String trigger, String state) {
    TestBroker.write(
        DELIVERIES,
        "counted/" + trigger,
        "{\"state\":\"%s\",\"attempts\":1,\"at\":\"2026-11-20T10:00:00Z\"}".formatted(state));
  }
}
