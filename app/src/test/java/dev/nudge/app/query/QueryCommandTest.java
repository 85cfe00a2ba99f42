package dev.nudge.app.query;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.database.LocalPostgres;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code nudge query} with a real console; the example is that of docs/queries.md. */
class QueryCommandTest {
  private static final Path PAGE = Path.of("../docs/queries.md");
  private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?)```");
  private static final Pattern JSON = Pattern.compile("(?s)```json\n(.*?)```");
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private static Path folder;

  private static LocalPostgres postgres;
  private static Console console;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    Path queries = Files.createDirectories(folder.resolve("queries"));
    Files.writeString(queries.resolve("big-spenders.sql"), ofPage(SQL));
    Files.writeString(
        queries.resolve("many.sql"),
        """
        /*
        description: Those of a list.
        parameters: {ids: 'integer[]', json: {type: text, default: x}}
        */
        select n, :json as json, null as nothing from unnest(:ids) n
        """);
    Files.writeString(queries.resolve("broken.sql"), "select 1");
    postgres = LocalPostgres.start(folder.resolve("postgres"), 0);
    console =
        Console.start(
            ConsoleSettings.local(postgres.database(), "127.0.0.1:1")
                .with("nudge.queries", queries.toString()));
    token = makeToken();
  }

  @AfterAll
  static void stop() throws IOException {
    console.close();
    postgres.close();
  }

  @Test
  void aQueryIsATable() {
    Command asked = query("big-spenders", "--at-least", "10", "--tier=gold");
    assertThat(asked.err()).isEqualTo("1 row\n");
    assertThat(asked.out()).isEqualTo("id  spent\nU1  12.50\n");
    assertThat(asked.exitCode()).isZero();
  }

  @Test
  void theAnswerOfThePageIsTheAnswer() throws IOException {
    Command asked = query("big-spenders", "--at-least", "10", "--limit", "1", "--json");
    assertThat(MAPPER.readTree(asked.out())).isEqualTo(MAPPER.readTree(ofPage(JSON)));
    assertThat(asked.err()).isEqualTo("there are more rows: go on with --offset 1\n");
  }

  @Test
  void csvIsForFiles() {
    assertThat(query("big-spenders", "--at-least", "10", "--csv").out())
        .isEqualTo("id,spent\r\nU2,80.00\r\nU1,12.50\r\n");
  }

  @Test
  void anOptionThatIsGivenTwiceIsAList() {
    Command asked = query("many", "--ids", "1", "--ids", "-2", "--parameter", "json=a b");
    assertThat(asked.out()).isEqualTo("n   json  nothing\n1   a b\n-2  a b\n");
  }

  @Test
  void withoutANameItListsAll() {
    Command list = query();
    assertThat(list.out())
        .startsWith("QUERY ")
        .containsPattern(
            "\nbig-spenders +--at-least NUMBER \\[--tier TEXT] +Who spent at least so much");
    assertThat(list.err()).contains("broken.sql:1:1: error: a query begins with a comment");
  }

  @Test
  void whatIsWrongIsSaidInOneLine() {
    assertFails(
        query("big-spender", "--at-least", "1"),
        1,
        "nudge: there is no query 'big-spender', did you mean 'big-spenders'?\n");
    assertFails(
        query("big-spenders", "--at-lest", "1"),
        1,
        "nudge: there is no parameter 'at_lest', did you mean 'at_least'?; 'at_least' is missing:"
            + " expected a number such as 12.5, at least 0\n");
    assertFails(
        query("big-spenders", "--at-least"),
        2,
        "nudge: '--at-least' has no value; a value that begins with -- is written"
            + " --at-least=VALUE\n");
    assertFails(
        nudge("query", "--console", console.url(), "--token", "nudge_none"),
        1,
        "nudge: the console at " + console.url() + " does not know this token\n");
    Command nobody = nudge("query", "--console", "http://127.0.0.1:1", "--token", token);
    assertThat(nobody.exitCode()).isEqualTo(3);
    assertThat(nobody.err()).contains("no console answers at http://127.0.0.1:1");
  }

  @Test
  void checkSaysWhatIsWrongWithTheFormOfQueries() {
    Command check = nudge("check", folder.resolve("queries"));
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .isEqualTo(
            folder.resolve("queries/broken.sql")
                + ":1:1: error: a query begins with a comment that says what it is: /* description:"
                + " ... */\n");
    assertThat(check.err()).isEqualTo("3 queries, 1 error\n");
    assertFails(
        nudge("check", folder.resolve("none.sql")),
        1,
        "nudge: there is no file or folder '"
            + folder.resolve("none.sql")
            + "'; name query files\n");
  }

  private static Command query(String... words) {
    List<Object> all = new ArrayList<>(List.of("query"));
    all.addAll(List.of(words));
    all.addAll(List.of("--console", console.url(), "--token", token));
    return nudge(all.toArray());
  }

  private static void assertFails(Command command, int exitCode, String said) {
    assertThat(command.err()).isEqualTo(said);
    assertThat(command.exitCode()).isEqualTo(exitCode);
  }

  private static String ofPage(Pattern block) throws IOException {
    Matcher found = block.matcher(Files.readString(PAGE));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String makeToken() throws Exception {
    CookieManager cookies = new CookieManager();
    HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
    client.send(
        post("/api/session", "{\"name\":\"admin\",\"password\":\"" + password() + "\"}", ""),
        BodyHandlers.ofString());
    String csrf =
        cookies.getCookieStore().getCookies().stream()
            .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
            .map(HttpCookie::getValue)
            .findFirst()
            .orElse("");
    String made =
        client
            .send(
                post("/api/tokens", "{\"name\":\"t\",\"scopes\":[\"read\"]}", csrf),
                BodyHandlers.ofString())
            .body();
    return MAPPER.readTree(made).get("token").asString();
  }

  private static String password() {
    return console.firstPassword().orElseThrow();
  }

  private static HttpRequest post(String path, String body, String csrf) {
    return HttpRequest.newBuilder(URI.create(console.url() + path))
        .header("Content-Type", "application/json")
        .header("X-XSRF-TOKEN", csrf.isEmpty() ? "none" : csrf)
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
