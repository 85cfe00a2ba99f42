package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.EventStream;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.engine.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LiveTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static ConsoleSettings settings;
  private static Console console;
  private static Browser viewer;
  private static String token;

  @BeforeAll
  static void start() throws IOException {
    settings = TestBroker.settings();
    console = Console.start(settings);
    SignedIn signedIn = new SignedIn(console);
    viewer = signedIn.role("viewer");
    token =
        signedIn
            .admin()
            .post("/api/tokens", java.util.Map.of("name", "t", "scopes", List.of("read")))
            .json()
            .get("token")
            .asString();
    // Until the console reads, nothing can be seen of what is sent.
    soon(LiveTest::isReading);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aTriggerIsSeenAtOnceAndCounted() {
    try (EventStream all = stream("?kinds=triggers,numbers", "");
        EventStream others = stream("?kinds=triggers&campaign=else", "");
        EventStream transitions = stream("?kinds=transitions&user=amy", "")) {
      connected(all, others, transitions);
      event("amy", "e-1", "shoes");
      trigger("seen", "amy", "e-1");
      transition("seen", "amy", "started", "looked", "{\"looked\":1}");
      TestBroker.send(
          settings.topics().funnel(),
          "0/1/seen",
          "{\"campaign\":\"seen\",\"life\":1,\"part\":0,\"steps\":{\"looked\":{\"entered\":1,\"came\":1,\"waiting\":1}}}");
      TestBroker.flush();
      trigger("else", "bob", "e-2");
      soon(() -> !of(all, "seen").isEmpty() && !of(others, "else").isEmpty());
      soon(() -> transitions.messages("transition").size() == 1);
      assertThat(of(others, "seen")).isEmpty();
      assertThat(transitions.messages("trigger")).isEmpty();
      soon(() -> !all.messages("numbers").isEmpty());
    }
    soon(() -> viewer.get("/api/campaigns/seen/funnel").json().get("firedToday").asLong() == 1);
    soon(() -> viewer.get("/api/campaigns/seen/funnel").json().get("steps").size() == 1);
    JsonNode step = viewer.get("/api/campaigns/seen/funnel").json().get("steps").get(0);
    assertThat(step.get("step").asString()).isEqualTo("looked");
    assertThat(step.at("/people/waiting").asLong()).isEqualTo(1);
    assertThat(step.at("/people/came").asLong()).isEqualTo(1);
    assertThat(step.at("/runs/entered").asLong()).isEqualTo(1);
    JsonNode buckets = viewer.get("/api/campaigns/seen/triggers?hours=24").json().get("buckets");
    assertThat(buckets.get(buckets.size() - 1).get("count").asLong()).isEqualTo(1);
    assertThat(
            viewer.get("/api/triggers?campaign=seen&limit=5").json().get(0).get("user").asString())
        .isEqualTo("amy");
    soon(
        () -> {
          JsonNode live = viewer.get("/api/live").json();
          return live.get("panels").get("categories").toString().contains("shoes")
              && live.get("topCampaigns").toString().contains("\"seen\"")
              && !live.get("p99").isNull()
              && live.get("journal").toString().contains("looked");
        });
    assertThat(viewer.get("/api/vocabulary").json().get("types").get(0).get("name").asString())
        .isEqualTo("view");
  }

  @Test
  void theJobIsAskedForTheTransitionsThatSomebodyLooksAtAndForNoOthers() {
    try (EventStream ofUser = stream("?kinds=transitions&user=tom&campaign=any", "");
        EventStream ofCampaign = stream("?kinds=transitions&campaign=seen", "");
        EventStream ofAll = stream("?kinds=triggers,transitions,numbers", "");
        EventStream triggers = stream("?kinds=triggers&user=tim", "")) {
      connected(ofUser, ofCampaign, ofAll, triggers);
      soon(
          () ->
              TestBroker.read(settings.topics().watches()).stream()
                  .map(ConsumerRecord::key)
                  .toList()
                  .containsAll(List.of("user:tom", "campaign:seen", "all")));
    }
    assertThat(TestBroker.read(settings.topics().watches()))
        .noneMatch(watch -> watch.key().contains("tim"))
        .allMatch(watch -> watch.value().matches("\\{\"until\":\"[-0-9T:.]+Z\"}"));
  }

  @Test
  void triggersOnATopicOfTheirOwnCountAsWell() {
    try (EventStream all = stream("?kinds=triggers&campaign=special", "")) {
      connected(all);
      trigger(settings.topics().triggers().get(1), "special", "zoe", "e-9");
      soon(() -> of(all, "special").size() == 1);
      try (EventStream resumed = stream("?kinds=triggers&campaign=special", all.lastId())) {
        connected(resumed);
        trigger(settings.topics().triggers().get(1), "special", "zoe", "e-10");
        soon(() -> of(resumed, "special").size() == 1);
      }
    }
    soon(() -> viewer.get("/api/campaigns/special/funnel").json().get("firedToday").asLong() == 2);
    assertThat(viewer.get("/api/triggers?user=zoe&limit=5").json()).hasSize(2);
    String table = viewer.getAs("text/csv", "/api/triggers?user=zoe&limit=5").body();
    assertThat(table.lines().toList()).hasSize(3).first().asString().contains("campaign,user,");
    assertThat(
            viewer.getAs("application/x-ndjson", "/api/triggers?user=zoe&limit=5").body().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{") && line.contains("\"zoe\""));
  }

  @Test
  void triggersInAShapeOfTheirOwnCountAsWhatTheyCarry() {
    String topic = settings.topics().triggers().get(1);
    String trigger =
        "{\"campaign\":\"shaped\",\"user\":\"zac\",\"time\":\"%s\",\"cause\":\"match\",\"matched\":{}}"
            .formatted(Instant.now());
    try (EventStream all = stream("?kinds=triggers&campaign=shaped", "")) {
      connected(all);
      TestBroker.send(topic, "zac", "{\"userId\":\"zac\"}", Trigger.HEADER, trigger);
      soon(() -> of(all, "shaped").size() == 1);
      assertThat(of(all, "shaped").toString()).contains("zac").doesNotContain("userId");
    }
    soon(() -> viewer.get("/api/campaigns/shaped/funnel").json().get("firedToday").asLong() == 1);
    assertThat(viewer.get("/api/triggers?user=zac&limit=5").json()).hasSize(1);
  }

  @Test
  void aStreamThatBreaksOffIsResumedWithoutAGapAlsoWhenTheRingHasMovedOn() {
    int many = 60_000; // three times what the ring holds
    String resume;
    Set<Long> seen = new HashSet<>();
    try (EventStream first = stream("?kinds=triggers&campaign=gap", "")) {
      connected(first);
      numbered("gap", 0, 1_000);
      soon(() -> of(first, "gap").size() == 1_000); // the next stream begins after all of them
    }
    try (EventStream first = stream("?kinds=triggers&campaign=gap", "")) {
      connected(first);
      resume = first.lastId();
    }
    numbered("gap", 1_000, many);
    try (EventStream again = stream("?kinds=triggers&campaign=gap", resume)) {
      soon(() -> of(again, "gap").size() >= many);
      of(again, "gap").forEach(node -> seen.add(node.get("number").asLong()));
      assertThat(of(again, "gap")).hasSize(many);
    }
    assertThat(seen).hasSize(many).contains(1_000L, 1_000L + many - 1);
  }

  @Test
  void aReaderWhoDoesNotReadHoldsUpNobody() throws IOException {
    URI url = URI.create(console.url());
    try (Socket lazy = new Socket(url.getHost(), url.getPort());
        EventStream quick = stream("?kinds=triggers&campaign=lazy", "")) {
      lazy.setReceiveBufferSize(1_024);
      lazy.getOutputStream()
          .write(
              ("GET /api/live/stream?kinds=triggers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                      + token
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      connected(quick);
      InputStream unread = lazy.getInputStream();
      assertThat(unread.read()).isEqualTo('H');
      long begin = System.nanoTime();
      numbered("lazy", 0, 30_000);
      soon(() -> of(quick, "lazy").size() == 30_000);
      System.out.printf(
          "30,000 triggers to one reader beside one who does not read: %d ms%n",
          (System.nanoTime() - begin) / 1_000_000);
    }
  }

  @Test
  void whatIsNoPositionIsAnErrorAndSoIsAnUnknownKind() {
    assertThat(viewer.get("/api/live/stream?lastEventId=nonsense").status()).isEqualTo(400);
    assertThat(viewer.get("/api/live/stream?kinds=everything").json().get("detail").asString())
        .contains("triggers, transitions and numbers");
    assertThat(viewer.get("/api/triggers?limit=0").status()).isEqualTo(400);
  }

  private static boolean isReading() {
    try (EventStream stream = stream("?kinds=triggers,transitions", "")) {
      await().atMost(SOON).until(() -> !stream.lastId().equals("?"));
      return stream.lastId().contains("t0.") && stream.lastId().contains("x1.");
    }
  }

  private static EventStream stream(String query, String lastEventId) {
    return new EventStream(console.url(), "/api/live/stream" + query, token, lastEventId);
  }

  private static List<JsonNode> of(EventStream stream, String campaign) {
    return stream.messages("trigger").stream()
        .map(EventStream.Message::data)
        .filter(trigger -> trigger.get("campaign").asString().equals(campaign))
        .toList();
  }

  private static void connected(EventStream... streams) {
    for (EventStream stream : streams) {
      soon(() -> !stream.lastId().equals("?"));
    }
  }

  private static void soon(BooleanSupplier condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(condition::getAsBoolean);
  }

  private static void event(String user, String id, String category) {
    TestBroker.send(
        settings.topics().canonicalEvents().orElseThrow(),
        user,
        "{\"id\":\"%s\",\"user\":\"%s\",\"type\":\"view\",\"time\":\"%s\",\"category\":\"%s\"}"
            .formatted(id, user, Instant.now(), category));
  }

  private static void trigger(String campaign, String user, String event) {
    trigger(settings.topics().triggers().get(0), campaign, user, event);
  }

  private static void trigger(String topic, String campaign, String user, String event) {
    TestBroker.send(
        topic,
        user,
        "{\"campaign\":\"%s\",\"user\":\"%s\",\"time\":\"%s\",\"cause\":\"match\",\"matched\":{\"looked\":[{\"id\":\"%s\",\"time\":\"2026-11-20T10:00:00Z\"}]}}"
            .formatted(campaign, user, Instant.now(), event));
  }

  private static void numbered(String campaign, int from, int count) {
    for (int i = from; i < from + count; i++) {
      TestBroker.send(
          settings.topics().triggers().get(0),
          "u" + i % 100,
          "{\"campaign\":\"%s\",\"user\":\"u%d\",\"number\":%d}".formatted(campaign, i % 100, i));
    }
    TestBroker.flush();
  }

  private static void transition(
      String campaign, String user, String kind, String state, String open) {
    TestBroker.send(
        settings.topics().transitions(),
        user,
        "{\"campaign\":\"%s\",\"user\":\"%s\",\"kind\":\"%s\",\"state\":\"%s\",\"open\":%s}"
            .formatted(campaign, user, kind, state, open));
    TestBroker.flush();
  }
}
