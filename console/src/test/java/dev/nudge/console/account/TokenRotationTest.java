package dev.nudge.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.TemporalUnitOffset;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TokenRotationTest {
  private static Console console;
  private static Browser admin;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1"));
    admin = new SignedIn(console).admin();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void theOldTextOpensTheSameForADayAndIsSeenToBeUsed() {
    JsonNode made = make(Map.of("name", "day", "scopes", List.of("read")));
    JsonNode rotated = rotate(made, Map.of());
    assertThat(Instant.parse(rotated.get("oldUntil").asString()))
        .isCloseTo(Instant.now().plus(Duration.ofDays(1)), within(1));
    assertThat(listed(made).has("oldUsed")).isFalse();
    assertThat(opens(rotated)).isTrue();
    assertThat(listed(made).has("oldUsed")).isFalse();
    assertThat(opens(made)).isTrue();
    assertThat(listed(made).has("oldUsed")).isTrue();
    assertThat(listed(made).has("rotated")).isTrue();
  }

  @Test
  void withoutGraceAndOnceItIsTheLastButOneItOpensNothing() {
    JsonNode made = make(Map.of("name", "now", "scopes", List.of("read")));
    JsonNode second = rotate(made, Map.of("graceHours", 1));
    assertThat(opens(second)).isTrue();
    JsonNode third = rotate(made, Map.of("graceHours", 1));
    assertThat(opens(made)).isFalse();
    assertThat(opens(second)).isTrue();
    JsonNode fourth = rotate(made, Map.of("graceHours", 0));
    assertThat(opens(third)).isFalse();
    assertThat(opens(fourth)).isTrue();
    assertThat(listed(made).has("oldUntil")).isFalse();
  }

  @Test
  void aTextThatWasNeverUsedIsForgottenAndWhatWasUsedBeforeGoesOn() {
    JsonNode made = make(Map.of("name", "lost", "scopes", List.of("read")));
    JsonNode lost = rotate(made, Map.of("graceHours", 2));
    JsonNode next = rotate(made, Map.of("graceHours", 1));
    assertThat(Instant.parse(next.get("oldUntil").asString()))
        .isCloseTo(Instant.now().plus(Duration.ofHours(2)), within(1));
    assertThat(opens(made)).isTrue();
    assertThat(opens(lost)).isFalse();
    assertThat(opens(next)).isTrue();
    JsonNode last = rotate(made, Map.of("graceHours", 0));
    assertThat(opens(made)).isFalse();
    assertThat(opens(next)).isFalse();
    assertThat(opens(last)).isTrue();
  }

  @Test
  void oneThatEndsLivesAsLongAgainAndTheOldTextNoLongerThanItWas() {
    JsonNode made = make(Map.of("name", "ends", "scopes", List.of("read"), "days", 1));
    Instant before = Instant.parse(listed(made).get("expires").asString());
    JsonNode rotated = rotate(made, Map.of("graceHours", 700));
    assertThat(Instant.parse(rotated.get("oldUntil").asString())).isEqualTo(before);
    assertThat(Instant.parse(listed(made).get("expires").asString()))
        .isCloseTo(before.plusSeconds(1), within(1))
        .isAfterOrEqualTo(before);
  }

  @Test
  void whatIsNotThereOrNoTimeIsSaid() {
    assertThat(admin.post("/api/tokens/0/rotate", Map.of()).status()).isEqualTo(404);
    JsonNode made = make(Map.of("name", "odd", "scopes", List.of("read")));
    String path = "/api/tokens/" + made.get("id").asLong() + "/rotate";
    assertThat(admin.post(path, Map.of("graceHours", -1)).status()).isEqualTo(400);
  }

  private static TemporalUnitOffset within(int minutes) {
    return new TemporalUnitWithinOffset(minutes, ChronoUnit.MINUTES);
  }

  private static JsonNode make(Map<String, ?> wanted) {
    Browser.Answer answer = admin.post("/api/tokens", wanted);
    assertThat(answer.status()).isEqualTo(201);
    return answer.json();
  }

  private static JsonNode rotate(JsonNode token, Map<String, ?> how) {
    Browser.Answer answer = admin.post("/api/tokens/" + token.get("id").asLong() + "/rotate", how);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode listed(JsonNode token) {
    for (JsonNode each : admin.get("/api/tokens").json()) {
      if (each.get("id").equals(token.get("id"))) {
        return each;
      }
    }
    throw new AssertionError("there is no such token");
  }

  private static boolean opens(JsonNode token) {
    return Browser.withToken(console.url(), token.get("token").asString())
            .get("/api/session")
            .status()
        == 200;
  }
}
