package dev.nudge.console.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Queries that are made on the screen. */
class WorkbenchTest {
  private static final String SPEND =
      """
      /*
      description: What was spent.
      parameters:
        at_least: {type: number, default: 10}
        ids: {type: 'text[]', required: false}
      */
      select id, spent from (values ('U1', 12.50), ('U2', 8)) v (id, spent)
      where spent >= :at_least and (:ids is null or id = any(:ids)) order by id
      """;

  @TempDir private static Path folder;

  private static Console console;
  private static Browser editor;
  private static Browser publisher;
  private static Browser viewer;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(folder.resolve("of-a-file.sql"), sql("From a file.", "select 1 as n"));
    console =
        Console.start(
            ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1")
                .with("nudge.queries", folder.toString()));
    SignedIn signedIn = new SignedIn(console);
    editor = signedIn.role("editor");
    publisher = signedIn.role("publisher");
    viewer = signedIn.role("viewer");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aTextIsCheckedAndItsParametersAndColumnsAreTold() {
    JsonNode good = viewer.post("/api/workbench/check", Map.of("text", SPEND)).json();
    assertThat(good.get("problems")).isEmpty();
    assertThat(good.at("/parameters/0/name").asString()).isEqualTo("at_least");
    assertThat(good.at("/parameters/0/standard").asString()).isEqualTo("10");
    assertThat(good.at("/columns/1").toString())
        .isEqualTo("{\"name\":\"spent\",\"type\":\"number\"}");
    JsonNode bad =
        viewer
            .post("/api/workbench/check", Map.of("text", sql("Bad.", "select 1 as n,\n  nothing")))
            .json();
    assertThat(bad.at("/problems/0").toString())
        .isEqualTo(
            "{\"severity\":\"error\",\"line\":3,\"column\":3,\"text\":\"column \\\"nothing\\\" does"
                + " not exist\"}");
    assertThat(bad.get("columns")).isEmpty();
  }

  @Test
  void aQueryThatNobodySavedIsAskedWithValues() {
    Browser.Answer all = run(SPEND, Map.of());
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.header("Server-Timing")).startsWith("store;dur=");
    assertThat(all.body()).contains("\"rows\":[{\"id\":\"U1\",\"spent\":12.50}]");
    assertThat(run(SPEND, Map.of("at_least", List.of("1"), "ids", List.of("U2", "U3"))).body())
        .contains("\"rows\":[{\"id\":\"U2\",\"spent\":8}]");
    assertThat(run(SPEND, Map.of("at_least", List.of("few"))).json().get("detail").asString())
        .isEqualTo("'at_least': expected a number such as 12.5, got 'few'");
  }

  @Test
  void whatIsWrongStandsAtItsPlaceInTheText() {
    Browser.Answer unknown = run(sql("Bad.", "select id\nfrom nowhere"), Map.of());
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.json().at("/problems/0").toString())
        .contains("\"line\":3,\"column\":6", "relation \\\"nowhere\\\" does not exist");
    Browser.Answer failed =
        run(sql("Zero.", "select 1 / (n - 1) as n from (values (1)) v (n)"), Map.of());
    assertThat(failed.status()).isEqualTo(422);
    assertThat(failed.json().at("/problems/0/text").asString()).isEqualTo("division by zero");
  }

  @Test
  void itRunsAsTheRoleAndWithinTheBoundsOfAllQueries() {
    assertThat(
            run(sql("Slow., timeout: 1s", "select pg_sleep(30) is null as n"), Map.of()).status())
        .isEqualTo(504);
    assertThat(
            run(sql("Secrets.", "select password from customer.reader"), Map.of())
                .json()
                .at("/problems/0/text")
                .asString())
        .isEqualTo("permission denied for schema customer");
    assertThat(run(sql("Two.", "select 1 as n; drop table x"), Map.of()).status()).isEqualTo(422);
    assertThat(run(sql("All., rows: 2", "select n from generate_series(1, 9) n"), Map.of()).body())
        .contains("\"rows\":[{\"n\":1},{\"n\":2}]", "\"more\":true");
    assertThat(
            viewer
                .post("/api/workbench/run", Map.of("text", SPEND, "parameters", Map.of()))
                .status())
        .isEqualTo(403);
  }

  @Test
  void aPlanSaysWhatEachStepDid() {
    Browser.Answer told =
        editor.post(
            "/api/workbench/explain",
            Map.of(
                "text",
                sql(
                    "Many.",
                    "select n % 2 as half, count(*) as all from generate_series(1, 100) n group by 1"),
                "parameters",
                Map.of()));
    assertThat(told.status()).as(told.body()).isEqualTo(200);
    JsonNode top = told.json().get("top");
    assertThat(top.get("rows").asInt()).isEqualTo(2);
    assertThat(told.body()).contains("\"name\":\"Function Scan\"", "\"on\":\"generate_series\"");
    assertThat(told.json().get("runMillis").asDouble()).isPositive();
  }

  @Test
  void aDraftBecomesAVersionThatAnswersAndAnEarlierOneCanBeAskedAndMadeLive() {
    assertThat(save("spent", sql("First.", "select 1 as n")).status()).isEqualTo(201);
    assertThat(viewer.get("/api/queries/spent").status()).isEqualTo(404);
    assertThat(publish("spent", 1).json().get("version").asInt()).isEqualTo(1);
    assertThat(viewer.get("/api/queries/spent").body()).contains("\"rows\":[{\"n\":1}]");
    assertThat(change("spent", sql("Second.", "select 2 as n"), 2).status()).isEqualTo(200);
    assertThat(viewer.get("/api/queries/spent").body()).contains("\"rows\":[{\"n\":1}]");
    assertThat(publish("spent", 3).json().get("version").asInt()).isEqualTo(2);
    assertThat(viewer.get("/api/queries/spent").body()).contains("\"rows\":[{\"n\":2}]");
    assertThat(viewer.get("/api/queries/spent?version=1").body()).contains("\"rows\":[{\"n\":1}]");
    assertThat(viewer.get("/api/queries/spent?version=9").json().get("detail").asString())
        .isEqualTo("'spent' has no saved version 9");
    assertThat(viewer.get("/api/queries/spent?version=x").status()).isEqualTo(400);
    assertThat(publisher.post("/api/saved-queries/spent/live", Map.of("version", 1)).status())
        .isEqualTo(200);
    assertThat(viewer.get("/api/queries/spent").body()).contains("\"rows\":[{\"n\":1}]");

    JsonNode document = viewer.get("/api/saved-queries/spent").json();
    assertThat(document.get("live").asInt()).isEqualTo(1);
    assertThat(document.get("versions").findValuesAsString("number")).containsExactly("2", "1");
    assertThat(document.get("audit").findValuesAsString("action"))
        .containsExactly("live", "publish", "edit", "publish", "create");
    assertThat(origin("spent")).isEqualTo("SAVED");

    publisher.post("/api/saved-queries/spent/live", Map.of("version", 0));
    assertThat(viewer.get("/api/queries/spent").status()).isEqualTo(404);
  }

  @Test
  void nobodyOverwritesWhatSomebodyElseHasChanged() {
    save("shared", sql("One.", "select 1 as n"));
    assertThat(change("shared", sql("Two.", "select 2 as n"), 1).status()).isEqualTo(200);
    Browser.Answer late = change("shared", sql("Three.", "select 3 as n"), 1);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().get("detail").asString())
        .contains("has changed the draft of 'shared' since you opened it (revision 2)");
    assertThat(publish("shared", 1).status()).isEqualTo(409);
  }

  @Test
  void aMistakeIsKeptAsADraftAndNotPublished() {
    assertThat(save("wrong", sql("Wrong.", "select nothing")).status()).isEqualTo(201);
    Browser.Answer refused = publish("wrong", 1);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/problems/0/line").asInt()).isEqualTo(2);
    assertThat(editor.call("DELETE", "/api/saved-queries/wrong/draft", Map.of()).status())
        .isEqualTo(204);
    assertThat(viewer.get("/api/saved-queries/wrong").status()).isEqualTo(404);
  }

  @Test
  void aNameThatIsTakenIsRefusedInWords() {
    assertThat(save("of-a-file", SPEND).json().get("detail").asString())
        .isEqualTo("'of-a-file' stands in a file of the queries' folder: choose another name");
    assertThat(save("columns", SPEND).json().get("detail").asString())
        .isEqualTo("'columns' is a query that Nudge brings: choose another name");
    assertThat(save("Not a Name", SPEND).status()).isEqualTo(400);
    save("twice", SPEND);
    assertThat(save("twice", SPEND).status()).isEqualTo(409);
    JsonNode file = viewer.get("/api/saved-queries/of-a-file").json();
    assertThat(file.get("origin").asString()).isEqualTo("FILE");
    assertThat(file.get("text").asString()).contains("From a file.");
  }

  private static Browser.Answer run(String text, Map<String, List<String>> parameters) {
    return editor.post(
        "/api/workbench/run", Map.<String, Object>of("text", text, "parameters", parameters));
  }

  private static Browser.Answer save(String name, String text) {
    return editor.post("/api/saved-queries", Map.of("name", name, "text", text));
  }

  private static Browser.Answer change(String name, String text, long revision) {
    return editor.call(
        "PUT", "/api/saved-queries/" + name + "/draft", Map.of("text", text, "revision", revision));
  }

  private static Browser.Answer publish(String name, long revision) {
    return publisher.post("/api/saved-queries/" + name + "/publish", Map.of("revision", revision));
  }

  private static String origin(String name) {
    publisher.post("/api/saved-queries/" + name + "/live", Map.of("version", 1));
    return viewer
        .get("/api/queries")
        .json()
        .get("queries")
        .valueStream()
        .filter(one -> one.get("name").asString().equals(name))
        .map(one -> one.get("origin").asString())
        .findFirst()
        .orElse("");
  }

  private static String sql(String description, String statement) {
    return "/* {description: " + description + "}\n*/ " + statement;
  }
}
