package dev.nudge.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Requests to the console's endpoints, as an admin. */
final class ConsoleRows {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "`application/problem+json`";

  private ConsoleRows() {}

  static List<Row> rows() {
    String quotes = "\\\"".repeat(300_000);
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    return List.of(
        refused(
            "19 MB at `POST /api/session`",
            "POST",
            "/api/session",
            "{\"name\":\"" + "x".repeat(19_000_000) + "\"}",
            413),
        refused(
            "NUL in a name at sign-in",
            "POST",
            "/api/session",
            "{\"name\":\"a\\u0000\",\"password\":\"p\"}",
            400,
            401),
        refused("no JSON at `POST /api/session`", "POST", "/api/session", "{{{", 400),
        refused(
            "2 MB at `POST /api/events`",
            "POST",
            "/api/events",
            "{\"user\":\"" + "x".repeat(2_000_000) + "\"}",
            413),
        refused(
            "20,000 events at once",
            "POST",
            "/api/events",
            "["
                + IntStream.range(0, 20_000)
                    .mapToObj(i -> "{\"user\":\"u\",\"type\":\"a\"}")
                    .collect(Collectors.joining(","))
                + "]",
            413),
        events("no JSON at `POST /api/events`", "{{{"),
        events(
            "`NaN` and `1e400` at `POST /api/events`",
            "[{\"user\":\"u\",\"type\":\"a\",\"n\":1e400}]"),
        events(
            "10,000 levels of nesting at `POST /api/events`",
            "{\"user\":\"u\",\"type\":\"a\",\"d\":" + deep + "}"),
        events("an empty user at `POST /api/events`", "{\"user\":\"\",\"type\":\"a\"}"),
        events(
            "a user of 600 KB at `POST /api/events`",
            "{\"user\":\"" + "u".repeat(600_000) + "\",\"type\":\"a\"}"),
        taken(
            "600 KB of escaped quotes with a time in 2200 at `POST /api/events`",
            "{\"user\":\"q\",\"type\":\"a\",\"time\":\"2200-01-01T00:00:00Z\",\"q\":\""
                + quotes
                + "\"}"),
        taken(
            "NUL and ESC in user and type at `POST /api/events`",
            "{\"user\":\"a\\u0000\\u001b\",\"type\":\"\\u0000\"}"),
        bytes(
            "invalid UTF-8 at `POST /api/events`",
            "/api/events",
            new byte[] {'{', '"', (byte) 0xC3, '"'},
            JSON,
            400),
        bytes(
            "a multipart body",
            "/api/events",
            "--b\r\n\r\nx\r\n--b--".getBytes(UTF_8),
            "multipart/form-data; boundary=b",
            400,
            415),
        new Row(
            "a gzip bomb (`Content-Encoding: gzip`)",
            Way.CONSOLE,
            "answers 400, 413 or 415",
            PROBLEM,
            victim ->
                assertProblem(
                    victim
                        .console()
                        .call("POST", "/api/events", bomb(), JSON, "Content-Encoding", "gzip"),
                    400,
                    413,
                    415)),
        search("NUL in a search", "/api/campaigns?q=%00"),
        search("invalid UTF-8 in a search", "/api/campaigns?q=%ff%fe"),
        refused("an order that there is not", "GET", "/api/campaigns?sort=%27;drop", "", 400),
        refused("a limit of a billion", "GET", "/api/campaigns?limit=1000000000", "", 400, 200),
        refused("an offset below zero", "GET", "/api/campaigns?offset=-1", "", 400),
        search("NUL in the user of triggers", "/api/triggers?user=%00&campaign=%00"),
        search(
            "SQL in the value of a query's parameter",
            "/api/queries/columns?collection=%27%20or%201%3D1%3B%20drop%20schema%20data%20--"),
        refused(
            "SQL in the name of a query's parameter",
            "GET",
            "/api/queries/columns?collection%27%20or%201=1",
            "",
            400),
        refused(
            "10,000 levels of nesting at `POST /api/queries/columns`",
            "POST",
            "/api/queries/columns",
            "[".repeat(10_000),
            400),
        refused("NUL in a campaign's id", "GET", "/api/campaigns/%00", "", 400, 404),
        refused("a way out of the folder", "GET", "/api/campaigns/..%2f..%2fetc", "", 400, 404),
        refused(
            "NUL in the name of a token",
            "POST",
            "/api/tokens",
            "{\"name\":\"a\\u0000\",\"scopes\":[\"read\"]}",
            400),
        refused(
            "NUL in the name of an account",
            "POST",
            "/api/accounts",
            "{\"name\":\"a\\u0000\",\"password\":\"12345678\",\"role\":\"viewer\"}",
            400),
        refused(
            "a language that there is not", "PATCH", "/api/session", "{\"language\":\"tlh\"}", 400),
        refused("NUL in a language", "PATCH", "/api/session", "{\"language\":\"\\u0000\"}", 400),
        checked(
            "groups nested 30 deep at `POST /api/check`",
            "pattern:\n  steps: " + "[{steps: ".repeat(30) + "[{name: a}]" + "}]".repeat(30)),
        checked(
            "a YAML bomb at `POST /api/check`",
            "a: &a [x,x]\n"
                + IntStream.range(0, 25)
                    .mapToObj(i -> "a" + i + ": &a [*a,*a]\n")
                    .collect(Collectors.joining())),
        checked(
            "an expression of 5,000 parentheses at `POST /api/check`",
            "when: " + "(".repeat(5_000) + "true" + ")".repeat(5_000)),
        refused(
            "19 MB at `POST /api/check`", "POST", "/api/check", text("x".repeat(19_000_000)), 413),
        refused(
            "a document with NUL at `POST /api/campaigns`",
            "POST",
            "/api/campaigns",
            "{\"text\":\"id: nul\\nname: \\\"\\u0000\\\"\\n\"}",
            400,
            422),
        refused(
            "a trial without events",
            "POST",
            "/api/trials",
            "{\"text\":\"id: a\",\"source\":{\"kind\":\"pasted\",\"events\":[]}}",
            400,
            422),
        refused(
            "19 MB at `POST /api/trials`",
            "POST",
            "/api/trials",
            text("x".repeat(19_000_000)),
            413),
        trial(
            "a trial of an offer that grows without end",
            "offer: {text: \\\"${it.s" + ".replace('a', 'aaaaaaaaaa')".repeat(9) + "}\\\"}"),
        trial("a trial of a script that loops", "audience: \\\"true\\\""),
        refused("a path that there is not", "GET", "/api/nowhere", "", 404),
        new Row(
            "`/error`",
            Way.CONSOLE,
            "the console's page, as for any address that is no file",
            "the answer",
            victim -> {
              HttpResponse<String> answer = victim.console().get("/error");
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(answer.body()).contains("<!doctype html>").doesNotContain("999");
            }),
        refused("a method that the path does not have", "DELETE", "/api/health", "", 404, 405),
        refused("a method that there is not", "BREW", "/api/campaigns", "", 404, 405, 501),
        new Row(
            "`HEAD /api/live/stream`",
            Way.CONSOLE,
            "answers and closes; no stream is opened",
            "the answer",
            victim ->
                assertThat(
                        victim
                            .console()
                            .call("HEAD", "/api/live/stream", new byte[0], JSON)
                            .statusCode())
                    .isLessThan(500)));
  }

  private static Row refused(
      String input, String method, String path, String body, Integer... statuses) {
    return new Row(
        input,
        Way.CONSOLE,
        answers(statuses),
        PROBLEM,
        victim ->
            assertProblem(
                victim.console().call(method, path, body.getBytes(UTF_8), JSON), statuses));
  }

  private static Row bytes(
      String input, String path, byte[] body, String type, Integer... statuses) {
    return new Row(
        input,
        Way.CONSOLE,
        answers(statuses),
        PROBLEM,
        victim -> assertProblem(victim.console().call("POST", path, body, type), statuses));
  }

  private static Row search(String input, String path) {
    return new Row(
        input,
        Way.CONSOLE,
        "answers 400, or finds nothing",
        "the answer",
        victim -> assertThat(victim.console().get(path).statusCode()).isIn(200, 400));
  }

  /** It says which of the events could not be taken. */
  private static Row events(String input, String body) {
    return new Row(
        input,
        Way.CONSOLE,
        "answers 400 and says why",
        "the answer",
        victim ->
            assertThat(victim.console().post("/api/events", body).statusCode()).isEqualTo(400));
  }

  private static Row taken(String input, String body) {
    return new Row(
        input,
        Way.CONSOLE,
        "answers 202 or 400; what the job cannot use is rejected",
        "the answer; `nudge.rejected`",
        victim ->
            assertThat(victim.console().post("/api/events", body).statusCode()).isIn(202, 400));
  }

  private static Row checked(String input, String document) {
    return new Row(
        input,
        Way.CONSOLE,
        "answers 200 with the mistakes",
        "`problems`",
        victim -> {
          HttpResponse<String> answer =
              victim.console().post("/api/check", text("id: a\n" + document));
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          assertThat(answer.body()).contains("\"error\"");
        });
  }

  private static Row trial(String input, String part) {
    String document =
        "id: a\\npattern: {steps: [{name: it, event: a, script: \\\"function(e) { "
            + (part.startsWith("offer") ? "return true" : "while (true) {}")
            + " }\\\"}]}\\n"
            + part;
    String events = "[{\"user\":\"u\",\"type\":\"a\",\"time\":0,\"s\":\"a\"}]";
    return new Row(
        input,
        Way.CONSOLE,
        "the trial comes to its end",
        "`state` of the trial",
        victim -> {
          HttpResponse<String> started =
              victim
                  .console()
                  .post(
                      "/api/trials",
                      "{\"text\":\""
                          + document
                          + "\",\"source\":{\"kind\":\"pasted\",\"events\":"
                          + events
                          + "}}");
          assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
          String id = started.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
          org.awaitility.Awaitility.await()
              .atMost(Patience.of(java.time.Duration.ofSeconds(15)))
              .until(
                  () ->
                      victim
                          .console()
                          .get("/api/trials/" + id)
                          .body()
                          .contains("\"state\":\"done\""));
        });
  }

  private static String text(String document) {
    return "{\"text\":\"" + document.replace("\"", "\\\"").replace("\n", "\\n") + "\"}";
  }

  private static String answers(Integer... statuses) {
    return "answers "
        + Arrays.stream(statuses).map(String::valueOf).collect(Collectors.joining(" or "));
  }

  private static void assertProblem(HttpResponse<String> answer, Integer... statuses) {
    assertThat(answer.statusCode()).as(answer.body()).isIn((Object[]) statuses);
    if (answer.statusCode() >= 400) {
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(answer.body()).contains("\"status\":" + answer.statusCode(), "\"detail\":\"");
    }
  }

  private static byte[] bomb() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      byte[] spaces = " ".repeat(1_000_000).getBytes(UTF_8);
      for (int i = 0; i < 200; i++) {
        gzip.write(spaces);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
