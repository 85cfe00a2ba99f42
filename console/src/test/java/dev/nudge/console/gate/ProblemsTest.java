package dev.nudge.console.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.Endpoints;
import dev.nudge.console.Endpoints.Endpoint;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import dev.nudge.console.gate.Wire.Answer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Whatever is wrong with a request, and whoever finds it: the answer is a problem+json. */
class ProblemsTest {
  private static final List<String> METHODS =
      List.of(
          "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO", "PROPFIND");

  private static Console console;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    console =
        Console.start(
            ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1").with("nudge.shop", "true"));
    token =
        new SignedIn(console)
            .admin()
            .post("/api/tokens", Map.of("name", "reader", "scopes", List.of("read")))
            .json()
            .get("token")
            .asString();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  /** What to send, after the first line; and what comes. */
  private static Map<String, Integer> wrong() {
    Map<String, Integer> wrong = new LinkedHashMap<>();
    String json = "Content-Type: application/json\r\n";
    String session = "POST /api/session HTTP/1.1\r\nHost: x\r\n";
    // what is no HTTP
    wrong.put("nonsense\r\n\r\n", 400);
    wrong.put("G{T / HTTP/1.1\r\n\r\n", 400);
    wrong.put("GET / HTTP/1.1\r\n\r\n", 400);
    wrong.put("GET / HTTP/9.9\r\nHost: x\r\n\r\n", 505);
    wrong.put("GET / HTTP/1.1\r\nHost: x\r\nBad Name: x\r\n\r\n", 400);
    wrong.put("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    wrong.put("GET / HTTP/1.1\r\nHost: x\r\nLarge: %s\r\n\r\n".formatted("x".repeat(20_000)), 400);
    wrong.put("GET /%s HTTP/1.1\r\nHost: x\r\n\r\n".formatted("x".repeat(20_000)), 400);
    wrong.put("GET / HTTP/1.1\r\nHost: x\r\n%s\r\n".formatted("A: b\r\n".repeat(120)), 400);
    wrong.put("GET / HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n".formatted("a=b;".repeat(300)), 400);
    wrong.put("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n", 501);
    // addresses that are none
    wrong.put("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    wrong.put("GET /api/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    wrong.put("GET /../x HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    wrong.put("GET /api/..%2fx HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    wrong.put("GET /api;x=1/health HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    wrong.put("GET //api//health HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    wrong.put("GET /a<b HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    wrong.put("GET /api/%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    // where there is nothing
    wrong.put("GET /api HTTP/1.1\r\nHost: x\r\n\r\n", 401);
    wrong.put("GET /api/ HTTP/1.1\r\nHost: x\r\n\r\n", 401);
    wrong.put("GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n", 401);
    wrong.put(known("GET /api/nothing"), 404);
    wrong.put("GET /none.js HTTP/1.1\r\nHost: x\r\n\r\n", 404);
    wrong.put("POST /campaigns HTTP/1.1\r\nHost: x\r\n\r\n", 405);
    wrong.put("POST /error HTTP/1.1\r\nHost: x\r\n\r\n", 405);
    wrong.put("TRACE /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n", 401);
    wrong.put(known("GET /api/docs").replace("Bearer ", "Bearer x"), 401);
    // bodies that are none
    wrong.put(session + "Content-Length: -3\r\n\r\n", 400);
    wrong.put(session + "Content-Length: x\r\n\r\n", 400);
    wrong.put(session + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501);
    wrong.put(session + json + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400);
    wrong.put(session + json + "Content-Length: 2\r\n\r\n{}", 400);
    wrong.put(session + json + "Content-Length: 1\r\n\r\n{", 400);
    wrong.put(session + "Content-Length: 2\r\n\r\n{}", 415);
    wrong.put(session + "Content-Type: nonsense\r\nContent-Length: 2\r\n\r\n{}", 415);
    wrong.put(session + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415);
    wrong.put(
        session + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 2\r\n\r\n{}",
        415);
    wrong.put(
        session + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b",
        415);
    wrong.put("GET /api/session/providers HTTP/1.1\r\nHost: x\r\nAccept: text/xml\r\n\r\n", 406);
    return wrong;
  }

  @Test
  void everythingThatIsWrongIsToldInOurOwnWords() throws IOException {
    SoftAssertions all = new SoftAssertions();
    for (Map.Entry<String, Integer> each : wrong().entrySet()) {
      Answer answer = Wire.ask(console.url(), each.getKey());
      String shown = each.getKey().substring(0, Math.min(120, each.getKey().length()));
      all.assertThat(answer.status()).as(shown).isEqualTo(each.getValue());
      all.assertThat(answer.isProblem()).as(shown + " -> " + answer).isTrue();
      all.assertThat(answer.body())
          .as(shown)
          .contains("\"status\":" + each.getValue(), "\"detail\":\"")
          .doesNotContain("<", "org.apache", "Exception");
    }
    all.assertAll();
  }

  @Test
  void everyMethodOfEveryEndpointIsRefusedWithAProblemAndWhatIsAllowed() throws IOException {
    SoftAssertions all = new SoftAssertions();
    List<Endpoint> endpoints = Endpoints.of(console);
    Map<String, TreeSet<String>> allowed = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      String path = endpoint.pattern().replaceAll("\\{[^}]*}", "0");
      allowed.put(path, methods(endpoints, path));
    }
    for (Map.Entry<String, TreeSet<String>> path : allowed.entrySet()) {
      for (String method : METHODS) {
        String line = method + " " + path.getKey();
        Answer answer = Wire.ask(console.url(), line + " HTTP/1.1\r\nHost: x\r\n\r\n");
        if (answer.status() >= 400) {
          all.assertThat(answer.isProblem()).as(line + " -> " + answer).isTrue();
        }
        if (!path.getValue().contains(method)) {
          all.assertThat(answer.status()).as(line).isEqualTo(405);
          all.assertThat(answer.header("Allow"))
              .as(line)
              .hasValue(String.join(", ", path.getValue()));
        }
      }
    }
    all.assertAll();
  }

  /** Of all that is at this path: a campaign may be called as another endpoint is. */
  private static TreeSet<String> methods(List<Endpoint> endpoints, String path) {
    TreeSet<String> methods = new TreeSet<>();
    for (Endpoint endpoint : endpoints) {
      if (PathPatternParser.defaultInstance
          .parse(endpoint.pattern())
          .matches(PathContainer.parsePath(path))) {
        methods.add(endpoint.method());
        if (endpoint.method().equals("GET")) {
          methods.add("HEAD");
        }
      }
    }
    return methods;
  }

  @Test
  void theAddressOfTheServersOwnErrorsIsOneLikeAnyOther() throws IOException {
    Answer error = Wire.ask(console.url(), "GET /error HTTP/1.1\r\nHost: x\r\n\r\n");
    Answer other = Wire.ask(console.url(), "GET /elsewhere HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(error.status()).isEqualTo(200).isEqualTo(other.status());
    assertThat(error.body()).isEqualTo(other.body());
  }

  private static String known(String line) {
    return line + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
  }
}
