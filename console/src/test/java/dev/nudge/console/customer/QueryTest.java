package dev.nudge.console.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class QueryTest {
  @TempDir private static Path folder;

  private static Console console;
  private static SignedIn signedIn;
  private static Browser reader;

  @BeforeAll
  static void start() throws Exception {
    file(
        "spend",
        """
        description: What customers spent.
        parameters:
          user_id: {type: text, required: false}
          at_least: {type: number, default: 0, min: 0}
          users: {type: 'text[]', required: false}
        """,
        """
        select v.id, v.spent
        from (values ('U1', 12.50), ('U2', 0.1234567890123456789)) v (id, spent)
        where (:user_id is null or v.id = :user_id) and v.spent >= :at_least
          and (:users is null or v.id = any(:users))
        order by v.id
        """);
    file("edit-only", "description: For editors.\naccess: editor", "select 1 as n");
    file("slow", "description: Slow.\ntimeout: 1s", "select pg_sleep(60) is null as n");
    file("zero", "description: Zero.\nparameters: {n: integer}", "select 1 / :n as n");
    file("broken", "description: Broken.", "select nothing\n  from nowhere");
    console =
        Console.start(
            ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1")
                .with("nudge.queries", folder.toString()));
    signedIn = new SignedIn(console);
    reader = signedIn.token("read");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aQueryIsAskedWithGetAndWithPost() {
    Browser.Answer get = reader.get("/api/queries/spend?user_id=U1&at_least=1");
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
    assertThat(get.header("Server-Timing")).startsWith("store;dur=");
    assertThat(get.body()).contains("\"rows\":[{\"id\":\"U1\",\"spent\":12.50}]");
    assertThat(get.json().at("/columns").toString())
        .isEqualTo(
            "[{\"name\":\"id\",\"type\":\"text\"},{\"name\":\"spent\",\"type\":\"number\"}]");
    assertThat(get.json().at("/page").toString())
        .isEqualTo("{\"limit\":1000,\"offset\":0,\"rows\":1,\"more\":false}");
    Browser.Answer post =
        reader.post(
            "/api/queries/spend", "{\"at_least\": 0.1234567890123456789, \"users\": [\"U2\"]}");
    assertThat(post.status()).isEqualTo(200);
    assertThat(post.body()).contains("[{\"id\":\"U2\",\"spent\":0.1234567890123456789}]");
    assertThat(reader.post("/api/queries/spend", Map.of()).json().at("/rows")).hasSize(2);
  }

  @Test
  void theFormatIsChosenByAcceptOrInTheAddress() throws Exception {
    Browser.Answer csv = reader.get("/api/queries/spend?format=csv&user_id=U1");
    assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(csv.body()).isEqualTo("id,spent\r\nU1,12.50\r\n");
    assertThat(reader.get("/api/queries/spend?format=ndjson&user_id=U1").body())
        .isEqualTo("{\"id\":\"U1\",\"spent\":12.50}\n");
    assertThat(reader.get("/api/queries/spend?format=xml").json().get("detail").asString())
        .isEqualTo("'format': expected one of json, csv, ndjson, got 'xml'");
    assertThat(ask("Accept", "text/csv").body()).startsWith("id,spent");
    assertThat(ask("Accept", "text/html, application/xhtml+xml, */*;q=0.8").body())
        .startsWith("{\"name\":\"spend\"");
    assertThat(ask("Accept", "image/png").statusCode()).isEqualTo(406);
  }

  @Test
  void anAnswerThatIsKnownIsNotSentAgain() throws Exception {
    HttpResponse<String> first = ask("Accept", "application/json");
    String tag = first.headers().firstValue("ETag").orElse("");
    assertThat(tag).matches("W/\"[0-9a-f]{16}\"");
    HttpResponse<String> again = ask("If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void aPageSaysWhereTheNextBegins() {
    Browser.Answer first = reader.get("/api/queries/spend?limit=1");
    assertThat(first.json().at("/page/more").asBoolean()).isTrue();
    assertThat(first.header("Nudge-Next-Offset")).isEqualTo("1");
    Browser.Answer last = reader.get("/api/queries/spend?limit=1&offset=1");
    assertThat(last.body()).contains("U2", "\"more\":false");
    assertThat(last.header("Nudge-Next-Offset")).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidWithTheWayOut() {
    assertProblem(
        reader.get("/api/queries/spent"), 404, "there is no query 'spent', did you mean 'spend'?");
    assertProblem(
        reader.get("/api/queries/spend?userid=U1&at_least=-1"),
        400,
        "there is no parameter 'userid', did you mean 'user_id'?; 'at_least': expected a number such"
            + " as 12.5, at least 0, got '-1'");
    assertProblem(
        reader.get("/api/queries/zero"), 400, "'n' is missing: expected a whole number such as 12");
    assertProblem(
        reader.get("/api/queries/zero?n=0"),
        422,
        "'zero' has no answer for these values: division by zero");
    assertProblem(
        reader.get("/api/queries/slow"),
        504,
        "'slow' took longer than its timeout of 1s: ask for less, or give it more in its header");
    assertProblem(
        reader.post("/api/queries/zero", "[1]"),
        400,
        "the body is not an object of parameters such as {\"user_id\": \"U1\"}");
    assertProblem(
        reader.post("/api/queries/zero?n=1", "{}"),
        400,
        "'n' stands in the address: a POST has its parameters in the body");
    assertThat(reader.get("/api/queries/broken").json().get("detail").asString())
        .startsWith("the query 'broken' is left out: ")
        .endsWith("broken.sql:5:8: error: relation \"nowhere\" does not exist");
  }

  @Test
  void whateverIsSentIsAValueOrRefused() {
    assertThat(reader.get("/api/queries/spend?user_id=%27%20or%201%3D1%20--").body())
        .contains("\"rows\":[]");
    assertThat(reader.get("/api/queries/spend?user_id=%00").status()).isEqualTo(400);
    assertThat(reader.get("/api/queries/spend?user_id%27%20or%201=1").status()).isEqualTo(400);
    assertThat(reader.post("/api/queries/spend", "[".repeat(10_000)).status()).isEqualTo(400);
    assertThat(reader.post("/api/queries/spend", "{\"at_least\": 1e999999999}").status())
        .isEqualTo(400);
    assertThat(reader.post("/api/queries/zero", "{\"n\": 1, \"n\": 2}").status()).isEqualTo(400);
    assertThat(reader.post("/api/queries/zero", "{\"n\": 1} {}").status()).isEqualTo(400);
    assertThat(reader.post("/api/queries/zero", "{\"n\": 99999999999999999999}").status())
        .isEqualTo(400);
    assertThat(reader.get("/api/queries/%2e%2e%2fetc").status()).isIn(400, 404);
  }

  @Test
  void aQueryIsForThoseThatItsHeaderNames() {
    assertThat(reader.get("/api/queries/edit-only").status()).isEqualTo(403);
    assertThat(signedIn.token("read", "edit").get("/api/queries/edit-only").status())
        .isEqualTo(200);
    assertThat(signedIn.role("viewer").get("/api/queries/edit-only").status()).isEqualTo(403);
    assertThat(signedIn.role("editor").get("/api/queries/edit-only").status()).isEqualTo(200);
  }

  @Test
  void aTokenOfAQueryAsksThatOneAndNoOther() {
    Browser program = signedIn.tokenOfQueries("spend", "edit-only");
    assertThat(program.get("/api/queries/spend").status()).isEqualTo(200);
    assertThat(program.post("/api/queries/spend", "{}").status()).isEqualTo(200);
    assertThat(program.get("/api/queries/edit-only").status()).isEqualTo(200);
    assertThat(program.get("/api/queries/zero?n=1").status()).isEqualTo(403);
    assertThat(program.get("/api/queries/none").status()).isEqualTo(403);
    assertThat(program.get("/api/queries").status()).isEqualTo(403);
    assertThat(program.get("/api/campaigns").status()).isEqualTo(403);
    assertProblem(
        signedIn.admin().post("/api/tokens", Map.of("name", "x", "scopes", List.of("query"))),
        400,
        "'queries' are the names of those that a token with the scope 'query' may ask");
    assertThat(signedIn.admin().get("/api/tokens").body())
        .contains("\"scopes\":[\"query\"],\"queries\":[\"edit-only\",\"spend\"]");
  }

  @Test
  void theListSaysWhatThereIsAndWhatIsWrong() {
    JsonNode list = reader.get("/api/queries").json();
    assertThat(list.at("/queries").valueStream().map(one -> one.get("name").asString()))
        .contains("columns", "edit-only", "slow", "spend", "zero")
        .doesNotContain("broken");
    JsonNode spend =
        list.at("/queries")
            .valueStream()
            .filter(one -> one.get("name").asString().equals("spend"))
            .findFirst()
            .orElseThrow();
    assertThat(spend.at("/parameters/1").toString())
        .isEqualTo(
            "{\"name\":\"at_least\",\"type\":\"number\",\"description\":\"\",\"required\":false,"
                + "\"expected\":\"a number such as 12.5, at least 0\",\"standard\":\"0\",\"oneOf\":[]}");
    assertThat(list.at("/problems/0/file").asString()).endsWith("broken.sql");
    assertThat(list.at("/problems/0/line").asInt()).isEqualTo(5);
  }

  @Test
  void eachQueryIsAnOperationOfTheDocument() {
    JsonNode paths = reader.get("/api/docs").json().get("paths");
    JsonNode spend = paths.at("/~1api~1queries~1spend/get");
    assertThat(spend.get("operationId").asString()).isEqualTo("querySpend");
    assertThat(spend.get("summary").asString()).isEqualTo("What customers spent.");
    assertThat(spend.at("/parameters/1").toString())
        .contains("\"name\":\"at_least\"", "\"type\":\"number\"", "\"minimum\":0");
    assertThat(spend.at("/parameters/2/schema/type").asString()).isEqualTo("array");
    assertThat(spend.at("/responses/default").isMissingNode()).isFalse();
    assertThat(paths.has("/api/queries/broken")).isFalse();
  }

  @Test
  void namesOfOperationsStayApart() {
    assertThat(QueryOperations.id("big-spenders")).isEqualTo("queryBigSpenders");
    assertThat(QueryOperations.id("a-1")).isNotEqualTo(QueryOperations.id("a1"));
    assertThat(QueryOperations.id("a--b")).isNotEqualTo(QueryOperations.id("a-b"));
    assertThat(QueryOperations.id("a-")).isNotEqualTo(QueryOperations.id("a"));
  }

  @Test
  void aConsoleWhoseUserMayMakeNoRoleStartsAndSaysWhatToGrant() throws Exception {
    ConsoleSettings.Database admin = TestDatabase.empty();
    String name = admin.url().replaceAll(".*/", "");
    String user = "plain" + name;
    run(admin, "create role " + user + " login password 'x'");
    run(admin, "grant all on database " + name + " to " + user);
    run(admin, "grant all on schema public to " + user);
    ConsoleSettings.Database plain = new ConsoleSettings.Database(admin.url(), user, "x");
    try (Console other = Console.start(ConsoleSettings.local(plain, "127.0.0.1:1"))) {
      Browser someone = new SignedIn(other).admin();
      assertProblem(
          someone.get("/api/queries"),
          503,
          "the store of customers does not open: the user '"
              + user
              + "' may not make a role for queries: grant it CREATEROLE");
      assertThat(someone.get("/api/docs").status()).isEqualTo(200);
      assertThat(someone.get("/api/campaigns").status()).isEqualTo(200);
      run(admin, "alter role " + user + " createrole");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> someone.get("/api/queries/columns").status() == 200);
    }
  }

  private static HttpResponse<String> ask(String header, String value) throws Exception {
    Browser.Answer made =
        signedIn.admin().post("/api/tokens", Map.of("name", "asks", "scopes", List.of("read")));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(console.url() + "/api/queries/spend"))
                .header("Authorization", "Bearer " + made.json().get("token").asString())
                .header(header, value)
                .build(),
            BodyHandlers.ofString());
  }

  private static void assertProblem(Browser.Answer answer, int status, String detail) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().get("detail").asString()).isEqualTo(detail);
  }

  private static void file(String name, String header, String sql) throws IOException {
    Files.writeString(
        folder.resolve(name + ".sql"), "/*\n" + header.strip() + "\n*/\n" + sql.stripTrailing());
  }

  private static void run(ConsoleSettings.Database database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
