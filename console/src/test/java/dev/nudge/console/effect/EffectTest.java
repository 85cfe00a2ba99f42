package dev.nudge.console.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** From the records of a real Kafka to what a campaign's page says. */
class EffectTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics();
  private static final ConsoleSettings.Database DATABASE = TestDatabase.empty();
  private static Console console;
  private static Browser admin;
  private static String password;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(TestBroker.settings(DATABASE, TOPICS));
    password = console.firstPassword().orElseThrow();
    admin = new SignedIn(console).admin();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void peopleAreHeldAgainstThoseWhoAreHeldOutAndReadingAllAgainChangesNothing() throws Exception {
    publish("welcome", "holdout: 50%\ngoal: {event: purchase, value: event.price, within: 1d}\n");
    // Of 2,000 people in each arm, a fifth buys without the offer and two fifths with it, for 10.
    for (int i = 0; i < 2_000; i++) {
      outcome("welcome", "h" + i, "holdout", i % 5 == 0 ? 1 : 0, true);
      outcome("welcome", "o" + i, "offer", i % 5 < 2 ? 1 : 0, true);
    }
    // Told twice, told of before, and not over.
    outcome("welcome", "o0", "offer", 0, false);
    outcome("welcome", "o1", "offer", 1, true);
    outcome("welcome", "late", "offer", 2, false);
    told("welcome", 1, "welcome-again", "o2", "offer", 1, false);
    withheld("welcome", "holdout", "");
    withheld("welcome", "outranked", "cart");
    withheld("welcome", "outranked", "cart");
    TestBroker.send(TOPICS.outcomes(), "x", "no JSON");
    TestBroker.send(TOPICS.outcomes(), "x", "{\"trigger\":\"t\",\"goals\":\"many\"}");
    TestBroker.send(TOPICS.withheld(), "x", "[]");
    TestBroker.flush();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode effect = effect(admin, "welcome");
              assertThat(effect.get("arms").get(0).get("people").asLong()).isEqualTo(2_000);
              assertThat(effect.get("arms").get(1).get("people").asLong()).isEqualTo(2_000);
              assertThat(effect.get("early").asLong()).isEqualTo(1);
              assertThat(effect.get("withheld")).hasSize(2);
            });
    JsonNode effect = effect(admin, "welcome");
    assertThat(effect.get("goal").toString())
        .isEqualTo("{\"events\":[\"purchase\"],\"within\":\"1d\",\"valued\":true}");
    assertThat(effect.get("heldOut").asDouble()).isEqualTo(0.5);
    JsonNode offer = effect.get("arms").get(1);
    assertThat(offer.get("name").asString()).isEqualTo("offer");
    assertThat(offer.get("reached").asLong()).isEqualTo(800);
    assertThat(offer.get("value").asDouble()).isEqualTo(8_000);
    assertThat(offer.get("share").asDouble()).isEqualTo(0.5);
    JsonNode rate = effect.get("effects").get(0).get("rate");
    assertThat(rate.get("difference").get("value").asDouble()).isEqualTo(0.2, within(1e-9));
    assertThat(rate.get("difference").get("low").asDouble()).isBetween(0.1, 0.2);
    assertThat(rate.get("uplift").get("value").asDouble()).isEqualTo(1, within(1e-9));
    assertThat(rate.get("total").get("value").asDouble()).isEqualTo(400, within(1e-6));
    assertThat(effect.get("effects").get(0).get("value").get("total").get("value").asDouble())
        .isEqualTo(4_000, within(1e-6));
    assertThat(effect.get("effects").get(0).get("warnings")).isEmpty();
    assertThat(effect.get("withheld").get(0).toString())
        .isEqualTo("{\"reason\":\"outranked\",\"winner\":\"cart\",\"ever\":2,\"today\":2}");
    assertThat(effect.get("withheld").get(1).toString())
        .isEqualTo("{\"reason\":\"holdout\",\"ever\":1,\"today\":1}");

    // Outcomes from their beginning, into what is there; and all of it by another console.
    console.close();
    database()
        .sql("update stream_position set next_offset = 0 where topic = ?")
        .param(TOPICS.outcomes())
        .update();
    console = Console.start(TestBroker.settings(DATABASE, TOPICS));
    admin = new Browser(console.url());
    admin.post("/api/session", Map.of("name", "admin", "password", password));
    outcome("welcome", "more", "offer", 0, true);
    TestBroker.flush();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(effect(admin, "welcome").get("arms").get(1).get("people").asLong())
                    .isEqualTo(2_001));
    JsonNode again = effect(admin, "welcome");
    assertThat(again.get("arms").get(0)).isEqualTo(effect.get("arms").get(0));
    assertThat(again.get("arms").get(1).get("reached").asLong()).isEqualTo(800);
    assertThat(again.get("early").asLong()).isEqualTo(1);
    assertThat(again.get("withheld")).isEqualTo(effect.get("withheld"));
    try (Console other = Console.start(TestBroker.settings(TestDatabase.empty(), TOPICS))) {
      Browser viewer = new SignedIn(other).admin();
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                JsonNode anew = effect(viewer, "welcome");
                assertThat(anew.get("arms")).isEqualTo(again.get("arms"));
                assertThat(anew.get("effects")).isEqualTo(again.get("effects"));
                assertThat(anew.get("withheld")).isEqualTo(again.get("withheld"));
              });
    }
  }

  @Test
  void variantsShareTheLevelAndWhatWasBeforeAChangeIsAnotherExperiment() {
    String variants =
        "variants: [{name: ten, weight: 3, offer: {percent: 10}},"
            + " {name: twenty, weight: 1, offer: {percent: 20}}]\n";
    publish("split", "holdout: 10%\ngoal: {event: purchase, within: 2h}\n");
    answered("split", 0, 7);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(effect(admin, "split").get("since").asLong()).isEqualTo(7));
    publish("split", "holdout: 20%\ngoal: {event: purchase, within: 2h}\n" + variants);
    assertThat(effect(admin, "split").get("since").asLong())
        .as("the job has not answered")
        .isEqualTo(8);
    answered("split", 1, 8);
    publish(
        "split", "# said better\nholdout: 20%\ngoal: {event: purchase, within: 2h}\n" + variants);
    answered("split", 2, 9);
    told("split", 7, "before", "b", "offer", 1, true);
    told("split", 8, "first", "amy", "ten", 0, true);
    told("split", 9, "second", "amy", "ten", 3, true);
    told("split", 9, "third", "bob", "holdout", 0, true);
    TestBroker.flush();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode effect = effect(admin, "split");
              assertThat(effect.get("since").asLong()).isEqualTo(8);
              assertThat(effect.get("arms").get(0).get("people").asLong()).isEqualTo(1);
              assertThat(effect.get("arms").get(1).get("reached").asLong()).isEqualTo(1);
            });
    JsonNode effect = effect(admin, "split");
    assertThat(effect.get("arms")).hasSize(3);
    assertThat(effect.get("arms").get(1).get("name").asString()).isEqualTo("ten");
    assertThat(effect.get("arms").get(1).get("people").asLong()).isEqualTo(1);
    assertThat(effect.get("arms").get(1).get("share").asDouble()).isEqualTo(0.6, within(1e-9));
    assertThat(effect.get("effects")).hasSize(2);
    JsonNode ten = effect.get("effects").get(0);
    assertThat(ten.has("rate")).isFalse();
    assertThat(ten.get("warnings").get(0).toString())
        .isEqualTo(
            "{\"kind\":\"too_few_people\",\"reason\":\"1 people got the offer and 1 were held"
                + " out; an effect needs 100 of each\"}");
  }

  @Test
  void aPolicyHoldsPeopleOutTooAndIsKnownAsOneInTheList() {
    publish("plain", "goal: {event: purchase, within: 1h}\n");
    assertThat(effect(admin, "plain").get("effects")).isEmpty();
    assertThat(effect(admin, "plain").get("arms").get(0).get("name").asString()).isEqualTo("offer");
    make(
        "rules",
        "id: rules\nname: Rules\npolicy:\n  holdout: 20%\n  caps:\n    - {at_most: 1, per: 1d}\n");
    assertThat(effect(admin, "plain").get("heldOut").asDouble()).isEqualTo(0.2, within(1e-9));
    assertThat(effect(admin, "plain").get("arms")).hasSize(2);
    JsonNode listed = admin.get("/api/campaigns?q=rules").json().get("items").get(0);
    assertThat(listed.get("policy").asBoolean()).isTrue();
    assertThat(listed.get("name").asString()).isEqualTo("Rules");
    assertThat(admin.get("/api/campaigns/rules").json().get("policy").asBoolean()).isTrue();
    assertThat(admin.get("/api/campaigns/plain").json().get("policy").asBoolean()).isFalse();
    admin.post("/api/campaigns/rules/end", null);
    assertThat(effect(admin, "plain").get("heldOut").asDouble()).isZero();
    assertThat(effect(admin, "nobody").get("arms")).isEmpty();
  }

  private static JsonNode effect(Browser browser, String campaign) {
    return browser.get("/api/campaigns/" + campaign + "/effect").json();
  }

  private static void publish(String id, String firing) {
    make(
        id,
        "id: "
            + id
            + "\n"
            + firing
            + "pattern:\n  steps: [{name: sign_up, event: sign_up}]\noffer: {percent: 5}\n");
  }

  private static void make(String id, String text) {
    JsonNode there = admin.get("/api/campaigns/" + id).json();
    Browser.Answer kept =
        there.has("draftRevision")
            ? admin.call(
                "PUT",
                "/api/campaigns/" + id + "/draft",
                Map.of("text", text, "revision", there.get("draftRevision").asLong()))
            : admin.post("/api/campaigns", Map.of("text", text));
    JsonNode revision = admin.get("/api/campaigns/" + id).json().get("draftRevision");
    assertThat(kept.status()).as(kept.body()).isIn(200, 201);
    Browser.Answer published =
        admin.post("/api/campaigns/" + id + "/publish", Map.of("revision", revision.asLong()));
    assertThat(published.status()).as(published.body()).isEqualTo(200);
  }

  /** The job gives a version a number of its own. */
  private static void answered(String id, int before, int version) {
    await()
        .atMost(SOON)
        .until(
            () ->
                TestBroker.read(TOPICS.campaigns()).stream()
                        .filter(record -> id.equals(record.key()))
                        .count()
                    > before);
    List<ConsumerRecord<String, String>> sent =
        TestBroker.read(TOPICS.campaigns()).stream()
            .filter(record -> id.equals(record.key()))
            .toList();
    ConsumerRecord<String, String> last = sent.get(sent.size() - 1);
    TestBroker.write(
        TOPICS.status(),
        id,
        "{\"campaign\":\"%s\",\"version\":%d,\"state\":\"active\",\"partition\":%d,\"offset\":%d,\"problems\":[]}"
            .formatted(id, version, last.partition(), last.offset()));
  }

  private static void outcome(String campaign, String user, String arm, int goals, boolean last) {
    told(campaign, 1, campaign + user, user, arm, goals, last);
  }

  private static void told(
      String campaign,
      int version,
      String trigger,
      String user,
      String arm,
      int goals,
      boolean last) {
    TestBroker.send(
        TOPICS.outcomes(),
        user,
        """
        {"trigger":"%s","campaign":"%s","version":%d,"user":"%s","arm":"%s","fired":"2026-11-20T10:00:00Z",\
        "time":"2026-11-21T10:00:00Z","reached":%b,"goals":%d,"value":%d.0,"last":%b}"""
            .formatted(trigger, campaign, version, user, arm, goals > 0, goals, 10 * goals, last));
  }

  private static void withheld(String campaign, String reason, String winner) {
    TestBroker.send(
        TOPICS.withheld(),
        "u",
        "{\"id\":\"w\",\"campaign\":\"%s\",\"version\":1,\"user\":\"u\",\"reason\":\"%s\"%s}"
            .formatted(
                campaign,
                reason,
                winner.isEmpty()
                    ? ""
                    : ",\"winner\":{\"campaign\":\"" + winner + "\",\"id\":\"x\"}"));
  }

  private static JdbcClient database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(DATABASE.url());
    source.setUser(DATABASE.user());
    return JdbcClient.create(source);
  }
}
