package dev.nudge.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A console in which a second person approves what goes live. */
class ApprovalTest {
  private static Console console;
  private static SignedIn signedIn;
  private static Browser editor;
  private static Browser publisher;
  private static Browser admin;

  @BeforeAll
  static void start() throws Exception {
    ConsoleSettings settings = TestBroker.settings(TestDatabase.empty(), TestBroker.topics(1));
    console = Console.start(settings.with("nudge.approval", "true"));
    signedIn = new SignedIn(console);
    editor = signedIn.role("editor");
    publisher = signedIn.role("publisher");
    admin = signedIn.admin();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void oneAsksAndAnotherApproves() {
    create(editor, "agreed");
    assertThat(ask(editor, "agreed", 1, "Spring prices").status()).isEqualTo(204);

    JsonNode waiting = publisher.get("/api/approvals").json();
    assertThat(waiting.get("required").asBoolean()).isTrue();
    assertThat(waiting.get("waiting").findValuesAsString("campaign")).contains("agreed");
    JsonNode line =
        publisher.get("/api/campaigns?q=agreed&waiting=true").json().get("items").get(0);
    assertThat(line.get("askedBy").asString()).isEqualTo("editor");

    Answer approved = approve(publisher, "agreed", 1, "Fine");
    assertThat(approved.body()).isEqualTo("{\"version\":1}");
    assertThat(campaign("agreed").get("state").asString()).isEqualTo("live");
    assertThat(campaign("agreed").get("approval")).isNull();
    assertThat(audit("agreed"))
        .containsExactly(
            "publisher approve 1 asked by editor: Spring prices: Fine",
            "editor ask - Spring prices",
            "editor create - ");
    assertThat(publisher.get("/api/approvals").json().toString()).doesNotContain("agreed");
    assertThat(approve(admin, "agreed", 1, "").status()).isEqualTo(409);
  }

  @Test
  void nobodyPublishesAlone() {
    create(admin, "alone");
    Answer published = admin.post("/api/campaigns/alone/publish", Map.of("revision", 1));
    assertThat(published.status()).isEqualTo(409);
    assertThat(published.json().get("detail").asString()).contains("a second person approves");
    assertThat(
            admin
                .post(
                    "/api/campaigns/alone/plan",
                    Map.of(
                        "action",
                        "publish",
                        "at",
                        "2029-01-01T09:00",
                        "zone",
                        "UTC",
                        "revision",
                        1))
                .status())
        .isEqualTo(409);
    assertThat(ask(admin, "alone", 1, "").status()).isEqualTo(204);
    assertThat(detail(approve(admin, "alone", 1, ""), 403)).contains("asked for this yourself");
    assertThat(approve(editor, "alone", 1, "").status()).isEqualTo(403);
    assertThat(approve(publisher, "alone", 1, "").status()).isEqualTo(200);
  }

  @Test
  void whoHasWrittenInADraftDoesNotApproveIt() {
    create(publisher, "ours");
    change(editor, "ours", 1, "# a comma\n");
    assertThat(ask(editor, "ours", 2, "").status()).isEqualTo(204);
    assertThat(campaign("ours").get("approval").get("writtenBy").toString())
        .isEqualTo("[\"publisher\",\"editor\"]");
    assertThat(detail(approve(publisher, "ours", 2, ""), 403)).contains("written in this draft");
    assertThat(approve(admin, "ours", 2, "").status()).isEqualTo(200);
    // The next draft is nobody's yet.
    change(editor, "ours", 3, "# another\n");
    assertThat(ask(editor, "ours", 4, "").status()).isEqualTo(204);
    assertThat(approve(publisher, "ours", 4, "").body()).isEqualTo("{\"version\":2}");
  }

  @Test
  void aTokenAsksAndApprovesNothing() {
    Browser token = signedIn.token("edit", "publish");
    create(token, "robot");
    assertThat(ask(token, "robot", 1, "").status()).isEqualTo(204);
    create(editor, "person");
    assertThat(ask(editor, "person", 1, "").status()).isEqualTo(204);
    assertThat(detail(approve(token, "person", 1, ""), 403)).contains("a token approves nothing");
    assertThat(approve(publisher, "robot", 1, "").status()).isEqualTo(200);
  }

  @Test
  void aRefusalSaysWhyAndStaysUntilTheNextWish() {
    create(editor, "unwanted");
    ask(editor, "unwanted", 1, "");
    Map<String, Object> mute = Map.of("revision", 1, "note", " ");
    assertThat(publisher.post("/api/campaigns/unwanted/approval/refuse", mute).status())
        .isEqualTo(400);
    Map<String, Object> said = Map.of("revision", 1, "note", "Too dear");
    assertThat(publisher.post("/api/campaigns/unwanted/approval/refuse", said).status())
        .isEqualTo(204);
    JsonNode refused = campaign("unwanted").get("approval");
    assertThat(refused.get("state").asString()).isEqualTo("refused");
    assertThat(refused.get("settledBy").asString()).isEqualTo("publisher");
    assertThat(refused.get("answer").asString()).isEqualTo("Too dear");
    assertThat(audit("unwanted").get(0)).isEqualTo("publisher refuse - Too dear");
    ask(editor, "unwanted", 1, "Cheaper now");
    assertThat(campaign("unwanted").get("approval").get("state").asString()).isEqualTo("open");
    assertThat(editor.call("DELETE", "/api/campaigns/unwanted/approval", null).status())
        .isEqualTo(204);
    assertThat(campaign("unwanted").get("approval")).isNull();
  }

  @Test
  void whatWasChangedAfterItWasAskedForIsToBeAskedAgain() {
    create(editor, "moved");
    ask(editor, "moved", 1, "");
    change(editor, "moved", 1, "# later\n");
    assertThat(campaign("moved").get("approval").get("outdated").asBoolean()).isTrue();
    assertThat(publisher.get("/api/approvals").json().toString()).doesNotContain("moved");
    assertThat(approve(publisher, "moved", 1, "").status()).isEqualTo(409);
    assertThat(ask(editor, "moved", 1, "").status()).isEqualTo(409);
    assertThat(ask(editor, "moved", 2, "").status()).isEqualTo(204);
    assertThat(approve(publisher, "moved", 2, "").status()).isEqualTo(200);
  }

  @Test
  void whatIsAskedForATimeIsPlannedWhenItIsApproved() {
    create(editor, "later");
    Map<String, Object> wish =
        Map.of(
            "revision",
            1,
            "note",
            "For the sale",
            "at",
            "2029-11-23T09:00",
            "zone",
            "Europe/Berlin");
    assertThat(editor.post("/api/campaigns/later/approval", wish).status()).isEqualTo(204);
    assertThat(approve(publisher, "later", 1, "").body()).isEqualTo("{}");
    JsonNode plan = publisher.get("/api/campaigns/later/plan").json().get(0);
    assertThat(plan.get("at").asString()).isEqualTo("2029-11-23T08:00:00Z");
    assertThat(plan.get("zone").asString()).isEqualTo("Europe/Berlin");
    assertThat(plan.get("note").asString()).isEqualTo("asked by editor: For the sale");
    assertThat(campaign("later").get("state").asString()).isEqualTo("draft");
  }

  @Test
  void aCampaignInTheShadowGoesLiveByASecondPersonToo() {
    String text =
        CampaignTest.document("shade").replace("name: Looks", "status: shadow\nname: Looks");
    assertThat(editor.post("/api/campaigns", Map.of("text", text)).status()).isEqualTo(201);
    ask(editor, "shade", 1, "");
    assertThat(approve(publisher, "shade", 1, "").status()).isEqualTo(200);
    assertThat(publisher.post("/api/campaigns/shade/resume", null).status()).isEqualTo(409);
    assertThat(publisher.post("/api/campaigns/shade/end", null).status()).isEqualTo(200);
  }

  @Test
  void whoeverIsThereStopsACampaignAlone() {
    create(editor, "brake");
    ask(editor, "brake", 1, "");
    approve(publisher, "brake", 1, "");
    for (String action : List.of("pause", "resume", "end")) {
      assertThat(publisher.post("/api/campaigns/brake/" + action, null).status()).isEqualTo(200);
    }
    assertThat(publisher.post("/api/campaigns/brake/rollback", Map.of("version", 1)).status())
        .isEqualTo(200);
  }

  private static void create(Browser by, String id) {
    assertThat(by.post("/api/campaigns", Map.of("text", CampaignTest.document(id))).status())
        .isEqualTo(201);
  }

  private static void change(Browser by, String id, long revision, String more) {
    Map<String, Object> change =
        Map.of("text", CampaignTest.document(id) + more, "revision", revision);
    assertThat(by.call("PUT", "/api/campaigns/" + id + "/draft", change).status()).isEqualTo(200);
  }

  private static Answer ask(Browser by, String id, long revision, String note) {
    return by.post(
        "/api/campaigns/" + id + "/approval", Map.of("revision", revision, "note", note));
  }

  private static Answer approve(Browser by, String id, long revision, String note) {
    Map<String, Object> consent = new HashMap<>(Map.of("revision", revision));
    consent.put("note", note);
    return by.post("/api/campaigns/" + id + "/approval/approve", consent);
  }

  private static String detail(Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    return answer.json().get("detail").asString();
  }

  private static JsonNode campaign(String id) {
    return admin.get("/api/campaigns/" + id).json();
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
                    + line.path("version").asString("-")
                    + " "
                    + line.get("detail").asString())
        .toList();
  }
}
