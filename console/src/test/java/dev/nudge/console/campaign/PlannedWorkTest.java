package dev.nudge.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is to happen at a time happens then, once, with two consoles on one database. */
class PlannedWorkTest {
  private static final ConsoleSettings.Database DATABASE = TestDatabase.empty();
  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics(1);
  private static Console console;
  private static Console second;
  private static Browser admin;

  @BeforeAll
  static void start() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    console = Console.start(TestBroker.settings(DATABASE, TOPICS));
    second = Console.start(TestBroker.settings(DATABASE, TOPICS));
    admin = new SignedIn(console).admin();
  }

  @AfterAll
  static void stop() {
    second.close();
    console.close();
  }

  @Test
  void aDraftIsPublishedAtItsTimeOnceThoughTwoConsolesLook() throws Exception {
    List<String> ids = List.of("one", "two", "three", "four", "five", "six");
    for (String id : ids) {
      create(id);
      assertThat(publishAt(id, 1, in(600)).status()).isEqualTo(204);
    }
    assertThat(line("one").get("planned").asString()).isNotEmpty();
    assertThat(campaign("one").get("state").asString()).isEqualTo("draft");
    letTimeCome(DATABASE, ids);
    for (String id : ids) {
      await().untilAsserted(() -> assertThat(campaign(id).get("version").asInt()).isEqualTo(1));
      assertThat(campaign(id).get("state").asString()).isEqualTo("live");
      assertThat(campaign(id).get("draft")).isNull();
      assertThat(plan(id)).isEmpty();
    }
    await()
        .untilAsserted(
            () ->
                assertThat(
                        TestBroker.read(TOPICS.campaigns()).stream()
                            .filter(sent -> ids.contains(sent.key())))
                    .hasSize(ids.size()));
    for (String id : ids) {
      assertThat(actions(id)).containsExactly("publish", "plan", "create");
      assertThat(
              admin.get("/api/campaigns/" + id + "/audit").json().get(0).get("detail").asString())
          .startsWith("as planned for 2")
          .endsWith(" UTC: the sale");
    }
  }

  @Test
  void whatWasPutAsideIsPublishedAndALaterDraftStays() throws Exception {
    create("frozen");
    assertThat(publishAt("frozen", 1, in(600)).status()).isEqualTo(204);
    Map<String, Object> later =
        Map.of("text", CampaignTest.document("frozen") + "# later\n", "revision", 1);
    assertThat(admin.call("PUT", "/api/campaigns/frozen/draft", later).status()).isEqualTo(200);
    letTimeCome(DATABASE, List.of("frozen"));
    await().untilAsserted(() -> assertThat(campaign("frozen").get("version").asInt()).isOne());
    assertThat(campaign("frozen").get("text").asString()).doesNotContain("# later");
    assertThat(campaign("frozen").get("draft").asString()).endsWith("# later\n");
  }

  @Test
  void aCampaignEndsAtItsTime() throws Exception {
    create("ends");
    publish("ends", 1);
    assertThat(planEnd("ends", in(600)).status()).isEqualTo(204);
    letTimeCome(DATABASE, List.of("ends"));
    await()
        .untilAsserted(
            () -> assertThat(campaign("ends").get("state").asString()).isEqualTo("ended"));
    assertThat(actions("ends")).containsExactly("end", "plan", "publish", "create");
    assertThat(planEnd("ends", in(60)).status()).isEqualTo(409);
  }

  @Test
  void whatCannotBePublishedAnyMoreSaysSoAndIsKept() throws Exception {
    create("overtaken");
    publish("overtaken", 1);
    Map<String, Object> change =
        Map.of("text", CampaignTest.document("overtaken") + "# new\n", "revision", 2);
    admin.call("PUT", "/api/campaigns/overtaken/draft", change);
    assertThat(publishAt("overtaken", 3, in(600)).status()).isEqualTo(204);
    assertThat(admin.post("/api/campaigns/overtaken/pause", null).status()).isEqualTo(200);
    letTimeCome(DATABASE, List.of("overtaken"));

    await()
        .untilAsserted(
            () -> assertThat(plan("overtaken").get(0).get("failed").asBoolean()).isTrue());
    JsonNode failed = plan("overtaken").get(0);
    assertThat(failed.get("reason").asString())
        .startsWith("it was published, paused, resumed or ended meanwhile, by admin");
    assertThat(campaign("overtaken").get("state").asString()).isEqualTo("paused");
    assertThat(campaign("overtaken").get("draft").asString()).endsWith("# new\n");
    assertThat(actions("overtaken")).startsWith("miss", "pause", "plan");
    assertThat(line("overtaken").get("missed").asBoolean()).isTrue();

    String number = failed.get("number").asString();
    assertThat(admin.call("DELETE", "/api/campaigns/overtaken/plan/" + number, null).status())
        .isEqualTo(204);
    assertThat(plan("overtaken")).isEmpty();
  }

  @Test
  void whatIsCancelledDoesNotHappen() {
    create("cancelled");
    assertThat(publishAt("cancelled", 1, in(600)).status()).isEqualTo(204);
    assertThat(publishAt("cancelled", 1, in(700)).status())
        .as("one of a kind at a time")
        .isEqualTo(409);
    Answer discarded = admin.call("DELETE", "/api/campaigns/cancelled/draft?revision=1", null);
    assertThat(discarded.status()).isEqualTo(409);
    assertThat(discarded.json().get("detail").asString()).contains("cancel that first");
    String path = "/api/campaigns/cancelled/plan/" + plan("cancelled").get(0).get("number");
    assertThat(admin.call("DELETE", path, null).status()).isEqualTo(204);
    assertThat(admin.call("DELETE", path, null).status()).isEqualTo(404);
    assertThat(plan("cancelled")).isEmpty();
    assertThat(actions("cancelled")).containsExactly("unplan", "plan", "create");
    assertThat(admin.call("DELETE", "/api/campaigns/cancelled/draft?revision=1", null).status())
        .isEqualTo(204);
  }

  @Test
  void whatWasCancelledHappensAfterAllOnceItIsRestored() throws Exception {
    create("restored");
    assertThat(publishAt("restored", 1, in(600)).status()).isEqualTo(204);
    JsonNode planned = plan("restored").get(0);
    String path = "/api/campaigns/restored/plan/" + planned.get("number");
    assertThat(admin.post(path + "/restore", null).status()).as("not cancelled").isEqualTo(404);
    admin.call("DELETE", path, null);
    assertThat(publishAt("restored", 1, in(700)).status()).isEqualTo(204);
    assertThat(admin.post(path + "/restore", null).status()).as("another is").isEqualTo(409);
    admin.call(
        "DELETE", "/api/campaigns/restored/plan/" + plan("restored").get(0).get("number"), null);
    assertThat(admin.post(path + "/restore", null).status()).isEqualTo(204);
    assertThat(plan("restored").get(0)).isEqualTo(planned);
    assertThat(actions("restored"))
        .containsExactly("plan", "unplan", "plan", "unplan", "plan", "create");
    letTimeCome(DATABASE, List.of("restored"));
    await().untilAsserted(() -> assertThat(campaign("restored").get("version").asInt()).isOne());
  }

  @Test
  void whatCouldOnlyFailIsNotRestored() throws Exception {
    create("outrun");
    assertThat(publishAt("outrun", 1, in(600)).status()).isEqualTo(204);
    String path = "/api/campaigns/outrun/plan/" + plan("outrun").get(0).get("number");
    admin.call("DELETE", path, null);
    assertThat(admin.post("/api/campaigns/outrun/publish", Map.of("revision", 1)).status())
        .isEqualTo(200);
    assertThat(admin.post(path + "/restore", null).body()).contains("has changed meanwhile");

    assertThat(planEnd("outrun", in(900)).status()).isEqualTo(204);
    String end = "/api/campaigns/outrun/plan/" + plan("outrun").get(0).get("number");
    admin.call("DELETE", end, null);
    admin.post("/api/campaigns/outrun/end", null);
    assertThat(admin.post(end + "/restore", null).body()).contains("has ended");
  }

  @Test
  void whatWasCancelledLongAgoIsNotRestored() throws Exception {
    create("long-ago");
    assertThat(publishAt("long-ago", 1, in(600)).status()).isEqualTo(204);
    String path = "/api/campaigns/long-ago/plan/" + plan("long-ago").get(0).get("number");
    admin.call("DELETE", path, null);
    try (Connection connection =
        DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password())) {
      connection
          .createStatement()
          .executeUpdate(
              "update planned_change set settled = settled - interval '2 minutes'"
                  + " where campaign = 'long-ago'");
    }
    assertThat(admin.post(path + "/restore", null).status()).isEqualTo(404);
  }

  @Test
  void whatWasCancelledIsNotRestoredAfterItsTime() throws Exception {
    create("late");
    assertThat(publishAt("late", 1, in(600)).status()).isEqualTo(204);
    String path = "/api/campaigns/late/plan/" + plan("late").get(0).get("number");
    admin.call("DELETE", path, null);
    try (Connection connection =
        DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password())) {
      connection
          .createStatement()
          .executeUpdate("update planned_change set at = now() where campaign = 'late'");
    }
    assertThat(admin.post(path + "/restore", null).status()).isEqualTo(409);
  }

  @Test
  void aCampaignMayBePlannedToBeginAndToEnd() {
    create("both");
    assertThat(planEnd("both", in(900)).status()).isEqualTo(409);
    assertThat(publishAt("both", 1, in(600)).status()).isEqualTo(204);
    assertThat(planEnd("both", in(500)).status()).as("before it begins").isEqualTo(409);
    assertThat(planEnd("both", in(900)).status()).isEqualTo(204);
    assertThat(plan("both").findValuesAsString("action")).containsExactly("publish", "end");
  }

  @Test
  void aTimeThatCameWhileNobodyWasThereIsMadeUpFor() throws Exception {
    ConsoleSettings.Database database = TestDatabase.empty();
    ConsoleSettings settings = TestBroker.settings(database, TestBroker.topics(1));
    String password;
    try (Console before = Console.start(settings)) {
      password = before.firstPassword().orElseThrow();
      Browser browser = new SignedIn(before).admin();
      browser.post("/api/campaigns", Map.of("text", CampaignTest.document("asleep")));
      Answer planned = browser.post("/api/campaigns/asleep/plan", wanted("publish", in(600), 1L));
      assertThat(planned.status()).isEqualTo(204);
    }
    letTimeCome(database, List.of("asleep"));
    try (Console after = Console.start(settings)) {
      Browser browser = new Browser(after.url());
      browser.post("/api/session", Map.of("name", "admin", "password", password));
      await()
          .untilAsserted(
              () ->
                  assertThat(browser.get("/api/campaigns/asleep").json().get("version").asInt())
                      .isOne());
    }
  }

  @Test
  void ownersAndTagsAreFoundAndFiltered() {
    create("tagged");
    create("untagged");
    assertThat(campaign("tagged").get("owner").asString()).isEqualTo("admin");
    Map<String, Object> about =
        Map.of("owner", " ann ", "tags", List.of("vip", "spring sale", "vip"));
    assertThat(admin.call("PUT", "/api/campaigns/tagged/about", about).status()).isEqualTo(204);
    assertThat(campaign("tagged").get("tags").toString()).isEqualTo("[\"spring sale\",\"vip\"]");
    assertThat(ids("tag=vip")).containsExactly("tagged");
    assertThat(ids("tag=vip&tag=spring%20sale&owner=ann")).containsExactly("tagged");
    assertThat(ids("tag=vip&tag=other")).isEmpty();
    assertThat(ids("owner=ann")).containsExactly("tagged");
    assertThat(ids("q=tagged&owner=")).isEmpty();
    JsonNode filters = admin.get("/api/campaign-filters").json();
    assertThat(filters.get("tags").toString()).isEqualTo("{\"spring sale\":1,\"vip\":1}");
    assertThat(filters.get("owners").get("ann").asInt()).isOne();
    assertThat(actions("tagged")).containsExactly("describe", "create");
    for (List<String> tags : List.of(List.of("a,b"), List.of(""), List.of("x".repeat(51)))) {
      assertThat(
              admin
                  .call("PUT", "/api/campaigns/tagged/about", Map.of("owner", "", "tags", tags))
                  .status())
          .isEqualTo(400);
    }
  }

  private static LocalDateTime in(int seconds) {
    return LocalDateTime.now(ZoneOffset.UTC).plusSeconds(seconds).truncatedTo(ChronoUnit.MILLIS);
  }

  /** What is planned for campaigns is due now, however long the test took to get here. */
  private static void letTimeCome(ConsoleSettings.Database database, List<String> campaigns)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        PreparedStatement change =
            connection.prepareStatement(
                "update planned_change set at = now() where state = 'open' and campaign = any(?)")) {
      change.setArray(1, connection.createArrayOf("text", campaigns.toArray()));
      assertThat(change.executeUpdate()).isEqualTo(campaigns.size());
    }
  }

  private static Map<String, Object> wanted(String action, LocalDateTime at, Long revision) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("action", action);
    wanted.put("at", at.toString());
    wanted.put("zone", "UTC");
    wanted.put("note", "the sale");
    wanted.put("revision", revision);
    return wanted;
  }

  private static Answer publishAt(String id, long revision, LocalDateTime at) {
    return admin.post("/api/campaigns/" + id + "/plan", wanted("publish", at, revision));
  }

  private static Answer planEnd(String id, LocalDateTime at) {
    return admin.post("/api/campaigns/" + id + "/plan", wanted("end", at, 0L));
  }

  private static void create(String id) {
    assertThat(admin.post("/api/campaigns", Map.of("text", CampaignTest.document(id))).status())
        .isEqualTo(201);
  }

  private static void publish(String id, long revision) {
    assertThat(
            admin.post("/api/campaigns/" + id + "/publish", Map.of("revision", revision)).status())
        .isEqualTo(200);
  }

  private static JsonNode campaign(String id) {
    return admin.get("/api/campaigns/" + id).json();
  }

  private static JsonNode plan(String id) {
    return admin.get("/api/campaigns/" + id + "/plan").json();
  }

  private static JsonNode line(String id) {
    return admin.get("/api/campaigns?planned=true&q=" + id).json().get("items").get(0);
  }

  private static List<String> ids(String query) {
    return admin.get("/api/campaigns?" + query).json().get("items").findValuesAsString("id");
  }

  private static List<String> actions(String id) {
    return admin.get("/api/campaigns/" + id + "/audit").json().findValuesAsString("action");
  }
}
