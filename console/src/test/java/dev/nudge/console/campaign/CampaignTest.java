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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The life of campaigns, on a real PostgreSQL and a real Kafka. */
class CampaignTest {
  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics(1);
  private static Console console;
  private static Browser admin;
  private static Browser editor;

  @BeforeAll
  static void start() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    console = Console.start(TestBroker.settings(TestDatabase.empty(), TOPICS));
    SignedIn signedIn = new SignedIn(console);
    admin = signedIn.admin();
    editor = signedIn.role("editor");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aDraftIsKeptWithItsMistakesAndCannotBePublishedWithThem() {
    Answer made =
        editor.post("/api/campaigns", Map.of("text", document("typo").replace("within", "withn")));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().get("draftRevision").asLong()).isEqualTo(1);

    Answer refused = admin.post("/api/campaigns/typo/publish", Map.of("revision", 1));
    assertThat(refused.status()).isEqualTo(422);
    JsonNode problem = refused.json().get("problems").get(0);
    assertThat(problem.get("severity").asString()).isEqualTo("error");
    assertThat(problem.get("line").asInt()).isEqualTo(8);
    assertThat(problem.get("column").asInt()).isEqualTo(3);
    assertThat(problem.get("text").asString())
        .isEqualTo("unknown key 'withn', did you mean 'within'?");
    assertThat(TestBroker.read(TOPICS.campaigns())).noneMatch(sent -> sent.key().equals("typo"));
  }

  @Test
  void twoWhoWriteOneDraftDoNotOverwriteEachOther() {
    create("shared");
    Map<String, Object> first = Map.of("text", document("shared") + "# first\n", "revision", 1);
    Map<String, Object> second = Map.of("text", document("shared") + "# second\n", "revision", 1);
    assertThat(editor.call("PUT", "/api/campaigns/shared/draft", first).status()).isEqualTo(200);
    Answer refused = admin.call("PUT", "/api/campaigns/shared/draft", second);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asString())
        .isEqualTo(
            "editor has changed the draft of 'shared' since you opened it (revision 2): load it"
                + " again");
    assertThat(get("shared").get("draft").asString()).endsWith("# first\n");
  }

  @Test
  void publishingIsAVersionALineOfTheAuditAndARecordOfTheTopic() {
    create("published");
    publish("published");
    JsonNode campaign = get("published");
    assertThat(campaign.get("state").asString()).isEqualTo("live");
    assertThat(campaign.get("version").asInt()).isEqualTo(1);
    assertThat(campaign.get("draft")).isNull();
    assertThat(campaign.get("text").asString()).isEqualTo(document("published"));

    await().untilAsserted(() -> assertThat(sent("published")).hasSize(1));
    ConsumerRecord<String, String> message = sent("published").get(0);
    assertThat(message.value()).isEqualTo(document("published"));
    assertThat(
            new String(
                message.headers().lastHeader("nudge-outbox").value(), StandardCharsets.UTF_8))
        .matches("\\d+");
    assertThat(audit("published")).containsExactly("admin publish 1", "editor create -");
  }

  @Test
  void aNameThatNoDatabaseTakesStopsNeitherItsOwnCampaignNorThoseBehindIt() {
    // As YAML writes it, and as it stands there.
    String zero = document("zero").replace("name: Looks twice", "name: \"a\\0b\"");
    TestBroker.write(TOPICS.campaigns(), "zero", zero);
    TestBroker.write(TOPICS.campaigns(), "raw", document("raw") + "# \0\n");
    TestBroker.write(
        TOPICS.status(),
        "zero",
        "{\"campaign\":\"zero\",\"version\":1,\"state\":\"refused\",\"partition\":0,"
            + "\"offset\":0,\"problems\":[\"1:1: error: \\u0000 is no name\"]}");
    TestBroker.write(TOPICS.campaigns(), "behind", document("behind"));
    await()
        .untilAsserted(
            () -> assertThat(admin.get("/api/campaigns/behind").status()).isEqualTo(200));
    assertThat(get("zero").get("name").asString()).isEqualTo("a\ufffdb");
    assertThat(get("raw").get("text").asString()).endsWith("# \ufffd\n");
    assertThat(admin.get("/api/health").json().get("setAside").asLong()).isZero();
  }

  @Test
  void pausingChangesTheStatusAndKeepsComments() {
    String text =
        "# ours\n" + document("rests").replace("name: Looks", "status: live # now\nname: Looks");
    editor.post("/api/campaigns", Map.of("text", text));
    publish("rests");
    assertThat(version(admin.post("/api/campaigns/rests/pause", null))).isEqualTo(1);
    assertThat(version(admin.post("/api/campaigns/rests/pause", null))).isEqualTo(1);
    assertThat(get("rests").get("text").asString())
        .isEqualTo(text.replace("status: live # now", "status: paused # now"));
    assertThat(get("rests").get("state").asString()).isEqualTo("paused");
    assertThat(version(admin.post("/api/campaigns/rests/resume", null))).isEqualTo(1);
    assertThat(version(admin.post("/api/campaigns/rests/end", null))).isEqualTo(1);
    assertThat(admin.post("/api/campaigns/rests/pause", null).status()).isEqualTo(409);
    await()
        .untilAsserted(
            () ->
                assertThat(sent("rests").stream().map(CampaignTest::status))
                    .containsExactly("live", "paused", "live", "ended"));
    assertThat(audit("rests"))
        .containsExactly(
            "admin end 1", "admin resume 1", "admin pause 1", "admin publish 1", "editor create -");
  }

  @Test
  void rollingBackPublishesTheOldDocumentAsANewVersion() {
    create("back");
    publish("back");
    Map<String, Object> change = Map.of("text", document("back") + "# second\n", "revision", 2);
    assertThat(editor.call("PUT", "/api/campaigns/back/draft", change).status()).isEqualTo(200);
    publish("back");
    assertThat(version(admin.post("/api/campaigns/back/rollback", Map.of("version", 1))))
        .isEqualTo(3);
    assertThat(get("back").get("text").asString()).isEqualTo(document("back"));
    assertThat(audit("back"))
        .containsExactly(
            "admin rollback 3",
            "admin publish 2",
            "editor edit -",
            "admin publish 1",
            "editor create -");
    assertThat(admin.post("/api/campaigns/back/rollback", Map.of("version", 9)).status())
        .isEqualTo(404);
  }

  @Test
  void aVersionKeepsWhatItsPublisherSaysOfIt() {
    create("noted");
    Map<String, Object> said = Map.of("revision", 1, "note", " Half the price in December ");
    assertThat(admin.post("/api/campaigns/noted/publish", said).status()).isEqualTo(200);
    Map<String, Object> change = Map.of("text", document("noted") + "# second\n", "revision", 2);
    editor.call("PUT", "/api/campaigns/noted/draft", change);
    publish("noted");
    admin.post("/api/campaigns/noted/rollback", Map.of("version", 1));

    assertThat(admin.get("/api/campaigns/noted/versions").json().findValuesAsString("note"))
        .containsExactly("to version 1", "", "Half the price in December");
    assertThat(
            admin.get("/api/campaigns/noted/audit").json().findValuesAsString("detail").stream()
                .filter(detail -> !detail.isEmpty()))
        .containsExactly("to version 1", "Half the price in December");
    assertThat(
            admin
                .post(
                    "/api/campaigns/noted/publish", Map.of("revision", 3, "note", "x".repeat(501)))
                .status())
        .isEqualTo(400);
  }

  @Test
  void severalAreChangedAtOnceAndSomeMayFail() {
    create("one");
    create("two");
    publish("one");
    publish("two");
    Answer bulk =
        admin.post(
            "/api/campaigns/bulk", Map.of("ids", List.of("one", "two", "none"), "action", "pause"));
    assertThat(bulk.body())
        .isEqualTo(
            "{\"changed\":2,\"failed\":[{\"id\":\"none\",\"detail\":\"there is no campaign"
                + " 'none'\"}]}");
  }

  @Test
  void aDocumentThatAnotherClientWroteIsAVersionToo() {
    TestBroker.write(TOPICS.campaigns(), "foreign", document("foreign"));
    await().untilAsserted(() -> assertThat(versions("foreign")).hasSize(1));
    JsonNode version = versions("foreign").get(0);
    assertThat(version.get("source").asString()).isEqualTo("topic");
    assertThat(version.get("by").asString()).isEqualTo("topic");
    assertThat(get("foreign").get("name").asString()).isEqualTo("Looks twice");

    TestBroker.write(TOPICS.campaigns(), "foreign", null);
    await()
        .untilAsserted(() -> assertThat(get("foreign").get("state").asString()).isEqualTo("ended"));
    assertThat(versions("foreign").get(0).get("text")).isNull();
  }

  @Test
  void theJobsAnswerStandsBesideItsVersion() {
    RecordMetadata place = TestBroker.write(TOPICS.campaigns(), "answered", document("answered"));
    TestBroker.write(
        TOPICS.status(),
        "answered",
        "{\"campaign\":\"answered\",\"version\":7,\"state\":\"refused\",\"partition\":0,\"offset\":"
            + place.offset()
            + ",\"problems\":[\"4:9: error: no such thing\"],\"name\":\"x\"}");
    await()
        .untilAsserted(
            () -> assertThat(get("answered").get("state").asString()).isEqualTo("refused"));
    JsonNode version = versions("answered").get(0);
    assertThat(version.get("jobVersion").asInt()).isEqualTo(7);
    assertThat(version.get("jobState").asString()).isEqualTo("refused");
    assertThat(version.get("problems").toString())
        .isEqualTo("[{\"severity\":\"error\",\"line\":4,\"column\":9,\"text\":\"no such thing\"}]");
    assertThat(admin.get("/api/campaigns?state=refused").json().get("items").toString())
        .contains("\"answered\"");
  }

  @Test
  void aCampaignThatAnotherSystemWritesShowsUpByTheJobsAnswer() {
    RecordMetadata place = TestBroker.write(TOPICS.campaigns(), "beside", document("beside"));
    TestBroker.write(
        TOPICS.status(),
        "4711",
        "{\"campaign\":\"4711\",\"version\":3,\"state\":\"active\",\"topic\":\"crm\",\"partition\":"
            + place.partition()
            + ",\"offset\":"
            + place.offset()
            + ",\"document\":\"id: '4711'\\nstatus: live\\npattern: {steps: [{name: a, event: a}]}\\n\"}");
    await()
        .untilAsserted(() -> assertThat(get("4711").path("state").asString("")).isEqualTo("live"));
    JsonNode version = versions("4711").get(0);
    assertThat(version.get("jobVersion").asInt()).isEqualTo(3);
    assertThat(version.get("text").asString()).startsWith("id: '4711'");
    assertThat(versions("beside").get(0).get("jobVersion"))
        .as("what stands at the same place of Nudge's own topic is another record")
        .isNull();
  }

  @Test
  void theListIsSearchedFilteredSortedAndPaged() {
    for (String id : List.of("list-b", "list-a", "list-c")) {
      create(id);
    }
    publish("list-b");
    assertThat(ids("q=LIST&sort=-id&limit=2")).containsExactly("list-c", "list-b");
    assertThat(ids("q=list&sort=id&offset=2")).containsExactly("list-c");
    assertThat(ids("q=list&state=draft&sort=id")).containsExactly("list-a", "list-c");
    assertThat(ids("q=list%25")).isEmpty();
    assertThat(admin.get("/api/campaigns?sort=color").status()).isEqualTo(400);
    assertThat(admin.get("/api/campaigns?state=nonsense").status()).isEqualTo(400);
  }

  @Test
  void withoutItsDraftACampaignThatWasNeverPublishedIsGone() {
    create("gone");
    assertThat(editor.call("DELETE", "/api/campaigns/gone/draft?revision=1", null).status())
        .isEqualTo(204);
    assertThat(admin.get("/api/campaigns/gone").status()).isEqualTo(404);
  }

  @Test
  void aDraftThatSomebodyElseHasChangedIsNotThrownAway() {
    create("kept");
    Map<String, Object> newer = Map.of("text", document("kept") + "# newer\n", "revision", 1);
    assertThat(admin.call("PUT", "/api/campaigns/kept/draft", newer).status()).isEqualTo(200);
    Answer refused = editor.call("DELETE", "/api/campaigns/kept/draft?revision=1", null);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asString()).contains("admin has changed the draft");
    assertThat(editor.call("DELETE", "/api/campaigns/kept/draft", null).status()).isEqualTo(400);
    assertThat(admin.get("/api/campaigns/kept").body()).contains("# newer");
  }

  @Test
  void anIdIsTakenOnceAndStays() {
    create("taken");
    assertThat(editor.post("/api/campaigns", Map.of("text", document("taken"))).status())
        .isEqualTo(409);
    Map<String, Object> other = Map.of("text", document("other"), "revision", 1);
    assertThat(editor.call("PUT", "/api/campaigns/taken/draft", other).status()).isEqualTo(422);
    assertThat(editor.post("/api/campaigns", Map.of("text", "name: x")).status()).isEqualTo(422);
    assertThat(editor.post("/api/campaigns", Map.of("text", "id: a\0b")).status()).isEqualTo(400);
  }

  static String document(String id) {
    return """
        id: %s
        name: Looks twice
        pattern:
          steps:
            - name: looks
              event: view
              times: 2
          within: 10m
        offer: {text: hello}
        """
        .formatted(id);
  }

  private static void create(String id) {
    assertThat(editor.post("/api/campaigns", Map.of("text", document(id))).status()).isEqualTo(201);
  }

  private static void publish(String id) {
    long revision = get(id).get("draftRevision").asLong();
    Answer answer = admin.post("/api/campaigns/" + id + "/publish", Map.of("revision", revision));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static int version(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().get("version").asInt();
  }

  private static JsonNode get(String id) {
    return admin.get("/api/campaigns/" + id).json();
  }

  private static JsonNode versions(String id) {
    return admin.get("/api/campaigns/" + id + "/versions").json();
  }

  private static List<String> ids(String query) {
    return admin
        .get("/api/campaigns?" + query)
        .json()
        .get("items")
        .valueStream()
        .map(item -> item.get("id").asString())
        .toList();
  }

  private static List<String> audit(String id) {
    return admin
        .get("/api/campaigns/" + id + "/audit")
        .json()
        .valueStream()
        .map(
            line ->
                line.get("by").asString()
                    + " "
                    + line.get("action").asString()
                    + " "
                    + line.path("version").asString("-"))
        .toList();
  }

  private static List<ConsumerRecord<String, String>> sent(String id) {
    return TestBroker.read(TOPICS.campaigns()).stream()
        .filter(message -> message.key().equals(id))
        .toList();
  }

  private static String status(ConsumerRecord<String, String> message) {
    return message
        .value()
        .lines()
        .filter(line -> line.startsWith("status: "))
        .map(line -> line.split("[ ]", -1)[1])
        .findFirst()
        .orElse("");
  }
}
