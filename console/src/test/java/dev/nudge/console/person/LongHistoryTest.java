package dev.nudge.console.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One person with 105,000 events of fifty days, of which a few thousand are purchases. */
class LongHistoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int EVENTS = 105_000;
  private static final int DAYS = 50;
  private static final int ASKED = 20;

  /** Many times what it takes on a machine that does nothing else. */
  private static final long MOST_MILLIS = 10_000;

  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics();
  private static final ConsoleSettings.Database DATABASE = TestDatabase.empty();

  private static Console console;
  private static Browser admin;

  @BeforeAll
  static void start() throws Exception {
    for (int day = 0; day <= DAYS + 1; day++) { // a day of the table is made by its first event
      write("other", "d" + day, "view", Instant.now().minus(Duration.ofDays(day)));
    }
    console = Console.start(TestBroker.settings(DATABASE, TOPICS));
    admin = new SignedIn(console).admin();
    await().atMost(PATIENCE).until(() -> why("other").get("events").asInt() == DAYS + 2);
    seed();
    publish(
        "{id: spender, measures: {spent: {aggregate: sum, event: purchase, value: event.price,"
            + " over: 60d}}, when: spent > 1000000}");
    publish(
        "{id: lately, measures: {spent: {aggregate: sum, event: purchase, value: event.price,"
            + " over: 1h}}, when: spent > 1000000}");
    publish("{id: busy, measures: {did: {aggregate: count, over: 60d}}, when: did > 1000000}");
    publish(
        "{id: waits, published: '%s', pattern: {steps: [{name: asked, event: question},"
                .formatted(Instant.now().minus(Duration.ofDays(60)))
            + " {name: answered, event: answer}]}}");
    write("u1", "now", "purchase", Instant.now());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(of("spender").get("state").asString()).isEqualTo("open"));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  /** Of every twenty events the first is a purchase; the very first of all is a question. */
  private static void seed() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          do $$ begin execute 'insert into '
            || (select format('customer.%%I', id || '_' || fingerprint) from customer.collection
                where live and id = 'activity')
            || $sql$ (user_id, event_time, event_id, type, product_id, properties)
            select 'u1', now() - interval '1 hour' - n * interval '%d days' / %d, 'e' || n,
              case when n = %d then 'question' when n %% 20 = 0 then 'purchase' else 'view' end,
              'p' || n %% 500,
              jsonb_build_object('product_id', 'p' || n %% 500, 'price', 2.0, 'page', '/p/' || n %% 500)
            from generate_series(1, %d) n $sql$; end $$
          """
              .formatted(DAYS, EVENTS, EVENTS, EVENTS));
      statement.execute("analyze");
    }
  }

  private static void publish(String text) {
    JsonNode made = admin.post("/api/campaigns", Map.of("text", text)).json();
    String id = text.substring(text.indexOf(' ') + 1, text.indexOf(','));
    admin.post(
        "/api/campaigns/" + id + "/publish", Map.of("revision", made.get("draftRevision").asInt()));
  }

  private static void write(String user, String id, String type, Instant time) {
    TestBroker.write(
        TOPICS.canonicalEvents().orElseThrow(),
        user,
        "{\"id\":\"%s\",\"user\":\"%s\",\"type\":\"%s\",\"time\":\"%s\",\"price\":2.0}"
            .formatted(id, user, type, time));
  }

  private static JsonNode why(String user) {
    return admin.get("/api/live/why?user=" + user).json();
  }

  private static JsonNode of(String campaign) {
    return admin.get("/api/live/why/" + campaign + "?user=u1").json().get("answer");
  }

  @Test
  void aMeasureOverMonthsCountsWhatIsNotToldOfToo() {
    double spent = 2.0 * (EVENTS / 20); // the first of all is a question, and one is new
    assertThat(of("spender").get("sentence").asString())
        .isEqualTo("Not yet: spent is " + (long) spent + ", not over 1000000.");
    assertThat(of("spender").has("countedSince")).isFalse();
    assertThat(of("lately").get("sentence").asString())
        .isEqualTo("Not yet: spent is 2, not over 1000000.");
    JsonNode told = admin.get("/api/live/why/spender?user=u1&all=true").json();
    assertThat(told.get("events").asInt()).isEqualTo(PersonHistory.TOLD);
    assertThat(told.get("cut").asBoolean()).isTrue();
    assertThat(told.get("story").findValuesAsString("kind")).hasSizeGreaterThan(PersonHistory.TOLD);
  }

  @Test
  void whatIsLeftOutAtTheBoundIsSaid() {
    JsonNode busy = of("busy");
    assertThat(busy.get("sentence").asString())
        .startsWith(
            "Not yet: did is "
                + (PersonHistory.COUNTED + PersonHistory.TOLD)
                + ", not over 1000000. Counted is what happened since ");
    assertThat(Instant.parse(busy.get("countedSince").asString()))
        .isBetween(
            Instant.now().minus(Duration.ofDays(DAYS)),
            Instant.now().minus(Duration.ofDays(DAYS - 5)));
  }

  @Test
  void anAttemptThatBeganLongBeforeIsUnderWayStill() {
    assertThat(of("waits").get("sentence").asString())
        .isEqualTo("Not yet: has asked; answered would do.");
  }

  @Test
  void theAnswerOfOneCampaignComesSoon() {
    for (String campaign : new String[] {"lately", "spender", "busy"}) {
      long[] millis = new long[ASKED];
      for (int i = 0; i < ASKED; i++) {
        long begun = System.nanoTime();
        assertThat(of(campaign).get("state").asString()).isEqualTo("open");
        millis[i] = (System.nanoTime() - begun) / 1_000_000;
      }
      Arrays.sort(millis);
      System.out.printf(
          "why %s over %,d events: median %d ms, p95 %d ms%n",
          campaign, EVENTS, millis[ASKED / 2], millis[ASKED * 95 / 100]);
      assertThat(millis[ASKED / 2]).isLessThan(MOST_MILLIS);
    }
    long begun = System.nanoTime();
    assertThat(why("u1").get("campaigns")).hasSize(4);
    System.out.printf("why of all: %d ms%n", (System.nanoTime() - begun) / 1_000_000);
  }
}
