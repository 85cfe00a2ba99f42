package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HistoryTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** In the middle of a span, whatever its length. */
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

  private static Console console;
  private static Browser viewer;

  @BeforeAll
  static void start() throws IOException {
    ConsoleSettings settings = TestBroker.settings();
    String events = settings.topics().canonicalEvents().orElseThrow();
    for (int i = 0; i < 5; i++) {
      TestBroker.writeAt(
          NOW.minus(Duration.ofHours(3)),
          events,
          "u" + i,
          event("u" + i, NOW.minusSeconds(10_800)));
    }
    for (int i = 0; i < 2; i++) {
      TestBroker.writeAt(
          NOW.minus(Duration.ofMinutes(10)),
          events,
          "u" + i,
          event("u" + i, NOW.minusSeconds(600)));
    }
    String triggers = settings.topics().triggers().get(0);
    TestBroker.writeAt(NOW.minus(Duration.ofHours(2)), triggers, "u1", trigger("coats", "u1"));
    TestBroker.writeAt(NOW.minus(Duration.ofMinutes(5)), triggers, "u2", trigger("coats", "u2"));
    TestBroker.writeAt(NOW.minus(Duration.ofMinutes(5)), triggers, "u3", trigger("shoes", "u3"));
    console = Console.start(settings);
    viewer = new SignedIn(console).role("viewer");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(sum(ago(240), NOW, "", "triggers")).isEqualTo(3));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void whatCameIsCountedInTheSpanInWhichItCame() {
    JsonNode spans = history(ago(240), NOW, "").get("spans");
    assertThat(spans.size()).isBetween(48, 49); // of five minutes
    assertThat(sum(ago(240), NOW, "", "events")).isEqualTo(7);
    assertThat(sum(ago(60), NOW, "", "events")).isEqualTo(2);
    assertThat(sum(ago(200), ago(60), "", "events")).isEqualTo(5);
    assertThat(history(ago(15), NOW, "").get("spanMillis").asLong()).isEqualTo(60_000);
    assertThat(sum(ago(15), NOW, "", "events")).isEqualTo(2);
  }

  @Test
  void triggersAreThoseOfTheCampaignThatIsAskedFor() {
    assertThat(sum(ago(240), NOW, "&campaign=coats", "triggers")).isEqualTo(2);
    assertThat(sum(ago(60), NOW, "&campaign=coats", "triggers")).isEqualTo(1);
    assertThat(sum(ago(60), NOW, "&campaign=none", "triggers")).isZero();
    assertThat(sum(ago(240), NOW, "&campaign=coats", "events")).isEqualTo(7);
  }

  @Test
  void whatIsNotKeptIsUnknownAndNotNothing() {
    JsonNode history = history(ago(24 * 60), NOW, "");
    JsonNode spans = history.get("spans");
    assertThat(spans.get(0).has("events")).isFalse();
    assertThat(spans.get(spans.size() - 1).has("events")).isTrue();
    assertThat(history.at("/kept/events").asString()).isEqualTo(ago(180).toString());
    assertThat(history.at("/kept/triggers").asString()).isEqualTo(ago(120).toString());
  }

  @Test
  void theLatestTriggersAreThoseOfTheTimeThatIsAskedFor() {
    assertThat(triggers("?limit=10")).hasSize(3);
    assertThat(triggers("?from=" + ago(60))).hasSize(2);
    assertThat(triggers("?from=" + ago(60) + "&campaign=shoes")).hasSize(1);
    JsonNode before = triggers("?from=" + ago(200) + "&until=" + ago(60));
    assertThat(before).hasSize(1);
    assertThat(before.get(0).get("user").asString()).isEqualTo("u1");
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    assertThat(viewer.get(path(NOW, NOW, "")).status()).isEqualTo(400);
    assertThat(viewer.get(path(ago(401 * 24 * 60), NOW, "")).status()).isEqualTo(400);
    assertThat(viewer.get("/api/live/history?from=x&until=y").status()).isEqualTo(400);
  }

  @Test
  void spansAreAsLongAsAHundredOfThemNeed() {
    assertThat(EvenSpans.millis(Duration.ofMinutes(15))).isEqualTo(60_000);
    assertThat(EvenSpans.millis(Duration.ofHours(6))).isEqualTo(300_000);
    assertThat(EvenSpans.millis(Duration.ofDays(1))).isEqualTo(900_000);
    assertThat(EvenSpans.millis(Duration.ofDays(400))).isEqualTo(7 * 86_400_000L);
    assertThat(EvenSpans.millis(Duration.ofDays(701))).isEqualTo(14 * 86_400_000L);
  }

  private static Instant ago(long minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }

  private static String path(Instant from, Instant until, String more) {
    return "/api/live/history?from=" + from + "&until=" + until + more;
  }

  private static JsonNode history(Instant from, Instant until, String more) {
    return viewer.get(path(from, until, more)).json();
  }

  private static long sum(Instant from, Instant until, String more, String of) {
    long sum = 0;
    for (JsonNode span : history(from, until, more).get("spans")) {
      sum += span.path(of).asLong(0);
    }
    return sum;
  }

  private static JsonNode triggers(String query) {
    return viewer.get("/api/triggers" + query).json();
  }

  private static String event(String user, Instant time) {
    return "{\"user\":\"%s\",\"type\":\"view\",\"time\":\"%s\"}".formatted(user, time);
  }

  private static String trigger(String campaign, String user) {
    return "{\"campaign\":\"%s\",\"user\":\"%s\",\"time\":\"%s\",\"cause\":\"match\",\"matched\":{}}"
        .formatted(campaign, user, NOW);
  }
}
