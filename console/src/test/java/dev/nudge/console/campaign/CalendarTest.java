package dev.nudge.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CalendarTest {
  private static final ConsoleSettings SETTINGS = TestBroker.settings();
  private static Console console;
  private static Browser publisher;

  @BeforeAll
  static void start() throws IOException {
    console = Console.start(SETTINGS);
    publisher = new SignedIn(console).role("publisher");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aCampaignStandsInItFromItsPublicationOn() {
    Instant before = Instant.now();
    publish("id: spring\npattern: {steps: [{name: look, event: view}]}\n");
    publish("id: rules\npolicy: {caps: {at_most: 1, per: 1d}}\n");
    publisher.post("/api/campaigns", Map.of("text", "id: never-published"));
    assertThat(publisher.post("/api/campaigns/spring/pause", Map.of()).status()).isLessThan(300);

    JsonNode now = calendar(before.minus(Duration.ofDays(7)), before.plus(Duration.ofDays(7)));
    assertThat(now.get("more").asBoolean()).isFalse();
    assertThat(now.get("rows").findValuesAsString("id"))
        .contains("rules", "spring")
        .doesNotContain("never-published");
    JsonNode spring = row(now.get("rows"), "spring");
    assertThat(spring.get("spans").findValuesAsString("state")).containsExactly("live", "paused");
    assertThat(spring.get("published")).hasSize(1);
    assertThat(row(now.get("rows"), "rules").get("policy").asBoolean()).isTrue();

    JsonNode earlier = calendar(before.minus(Duration.ofDays(9)), before.minus(Duration.ofDays(2)));
    assertThat(earlier.get("rows")).isEmpty();
  }

  @Test
  void whatIsPlannedStandsInItToo() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant begin = now.plus(Duration.ofDays(2));
    Instant end = now.plus(Duration.ofDays(4));
    JsonNode made =
        publisher
            .post(
                "/api/campaigns",
                Map.of("text", "id: summer\npattern: {steps: [{name: look, event: view}]}\n"))
            .json();
    plan("summer", "publish", begin, made.get("draftRevision").asLong());
    publish("id: autumn\npattern: {steps: [{name: look, event: view}]}\n");
    plan("autumn", "end", end, 0);

    JsonNode rows =
        calendar(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(7))).get("rows");
    JsonNode summer = row(rows, "summer");
    assertThat(summer.get("state").asString()).isEqualTo("draft");
    assertThat(summer.get("published").get(0).asString()).isEqualTo(begin.toString());
    assertThat(summer.get("spans")).hasSize(1);
    assertThat(summer.get("spans").get(0).get("from").asString()).isEqualTo(begin.toString());
    JsonNode autumn = row(rows, "autumn");
    assertThat(autumn.get("spans")).hasSize(1);
    assertThat(autumn.get("spans").get(0).get("until").asString()).isEqualTo(end.toString());
    assertThat(calendar(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1))).get("rows"))
        .as("nothing of it lies before")
        .isEmpty();
  }

  @Test
  void whatIsPlannedStandsInItAsItsDocumentSaysUnlessAnotherVersionCame() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String look = "\npattern: {steps: [{name: look, event: view}]}\n";
    publisher.post("/api/campaigns", Map.of("text", "id: quiet\nstatus: shadow" + look));
    plan("quiet", "publish", now.plus(Duration.ofDays(2)), 1);
    publish("id: overtaken" + look);
    Answer changed =
        publisher.call(
            "PUT",
            "/api/campaigns/overtaken/draft",
            Map.of("text", "id: overtaken" + look + "# new\n", "revision", 2));
    plan(
        "overtaken",
        "publish",
        now.plus(Duration.ofDays(2)),
        changed.json().get("draftRevision").asLong());
    assertThat(publisher.post("/api/campaigns/overtaken/pause", Map.of()).status()).isEqualTo(200);

    JsonNode rows =
        calendar(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(7))).get("rows");
    JsonNode quiet = row(rows, "quiet");
    assertThat(quiet.get("spans").findValuesAsString("state")).containsExactly("shadow");
    assertThat(quiet.get("published")).isEmpty();
    assertThat(row(rows, "overtaken").get("spans").findValuesAsString("state"))
        .containsExactly("live", "paused");
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    Answer answer =
        publisher.get("/api/calendar?from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("detail").asString()).contains("'until' is after 'from'");
    assertThat(publisher.get("/api/calendar?from=monday&until=tuesday").status()).isEqualTo(400);
  }

  @Test
  void triggersSayWhoGotHowManyAndOfWhichCampaignsTogether() {
    Instant now = Instant.now().minusSeconds(60);
    offer("1", "ann", "coats", now);
    offer("2", "ann", "shoes", now);
    offer("3", "ann", "shoes", now);
    offer("4", "bea", "coats", now);
    offer("5", "cat", "shoes", now);
    TestBroker.flush();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        publisher
                            .get("/api/queries/triggers-by-campaign")
                            .json()
                            .get("rows")
                            .findValuesAsString("triggers"))
                    .containsExactly("3", "2"));
    assertThat(publisher.get("/api/queries/campaign-overlap").json().get("rows").toString())
        .isEqualTo(
            "[{\"campaign\":\"coats\",\"other\":\"shoes\",\"shared\":1,\"people\":2,\"other_people\":2}]");
    JsonNode weeks = publisher.get("/api/queries/offers-by-week").json().get("rows");
    assertThat(weeks.findValuesAsString("offers")).containsExactly("1", "3");
    assertThat(weeks.findValuesAsString("people")).containsExactly("2", "1");
    assertThat(weeks.findValuesAsString("offers_in_all")).containsExactly("2", "3");
  }

  private static JsonNode calendar(Instant from, Instant until) {
    Answer answer = publisher.get("/api/calendar?from=" + from + "&until=" + until);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static void plan(String campaign, String action, Instant at, long revision) {
    Answer answer =
        publisher.post(
            "/api/campaigns/" + campaign + "/plan",
            Map.of(
                "action",
                action,
                "at",
                LocalDateTime.ofInstant(at, ZoneOffset.UTC).toString(),
                "zone",
                "UTC",
                "revision",
                revision));
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
  }

  private static JsonNode row(JsonNode rows, String id) {
    return rows.valueStream()
        .filter(row -> row.get("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static void publish(String text) {
    JsonNode made = publisher.post("/api/campaigns", Map.of("text", text)).json();
    Answer published =
        publisher.post(
            "/api/campaigns/" + made.get("id").asString() + "/publish",
            Map.of("revision", made.get("draftRevision").asLong()));
    assertThat(published.status()).as(published.body()).isLessThan(300);
  }

  private static void offer(String id, String user, String campaign, Instant time) {
    TestBroker.send(
        SETTINGS.topics().triggers().get(0),
        user,
        """
        {"id":"%s","campaign":"%s","version":1,"user":"%s","time":"%s","cause":"match","matched":{},"measures":{}}
        """
            .formatted(id, campaign, user, time)
            .strip());
  }
}
