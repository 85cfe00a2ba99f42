package dev.nudge.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.Endpoints;
import dev.nudge.console.Endpoints.Endpoint;
import dev.nudge.console.Golden;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.delivery.track.LinkKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every endpoint that is mapped, called by every kind of caller: who gets in, who is told to sign
 * in (401), who may not (403). The golden file says who should.
 */
class AuthorizationMatrixTest {
  private static Console console;
  private static SignedIn signedIn;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path key = folder.resolve("link-key");
    LinkKey.readOrMake(key);
    console =
        Console.start(
            TestBroker.settings()
                .with("nudge.shop", "true")
                .with("nudge.link-key", key.toString()));
    signedIn = new SignedIn(console);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void everyEndpointIsInTheTable() {
    assertThat(Endpoints.of(console))
        .isNotEmpty()
        .allMatch(
            endpoint -> Permissions.rule(endpoint.method(), path(endpoint)).isPresent(),
            "stands in Permissions.TABLE");
  }

  @Test
  void theTableHasNoEndpointThatIsNotThere() {
    assertThat(Permissions.TABLE)
        .map(rule -> rule.method() + " " + rule.pattern())
        .containsExactlyInAnyOrderElementsOf(
            Endpoints.of(console).stream().map(Endpoint::toString).toList());
  }

  @Test
  void everyEndpointAdmitsThoseItShould() {
    Map<String, Supplier<Browser>> callers = new LinkedHashMap<>();
    callers.put("nobody", signedIn::nobody);
    for (String role : List.of("viewer", "editor", "publisher", "admin")) {
      Browser browser = signedIn.role(role);
      callers.put(role, () -> browser);
    }
    for (String scope : List.of("read", "edit", "publish", "collect")) {
      Browser browser = signedIn.token(scope);
      callers.put("token " + scope, () -> browser);
    }
    Browser asking = signedIn.tokenOfQueries("0");
    callers.put("token query", () -> asking);
    Browser.Answer made =
        signedIn.nobody().post("/api/shop/visitors", Map.of("gender", "female", "age", 29));
    Browser visitor = Browser.withToken(console.url(), made.json().get("token").asString());
    callers.put("visitor of the shop", () -> visitor);
    Browser.Answer signed =
        signedIn.token("read", "collect").post("/api/in-app/tokens", Map.of("user", "ann"));
    Browser app = Browser.withToken(console.url(), signed.json().get("token").asString());
    callers.put("user of an app", () -> app);
    Browser wrong = Browser.withToken(console.url(), "nudge_nonsense");
    callers.put("wrong token", () -> wrong);

    String matrix =
        Endpoints.of(console).stream()
            .sorted((a, b) -> Boolean.compare(endsSession(a), endsSession(b)))
            .map(
                endpoint ->
                    endpoint + " <- " + String.join(", ", admitted(endpoint, callers)) + "\n")
            .collect(Collectors.joining());
    Golden.check("account/matrix.txt", matrix);
  }

  @Test
  void anEndpointThatTheTableDoesNotKnowIsClosedToAdminsToo() {
    assertThat(signedIn.admin().get("/api/nothing").status()).isEqualTo(404);
    assertThat(signedIn.nobody().get("/api/nothing").status()).isEqualTo(401);
  }

  /** Who gets in; all others are told to sign in, or that they may not. */
  private static List<String> admitted(Endpoint endpoint, Map<String, Supplier<Browser>> callers) {
    List<String> admitted = new ArrayList<>();
    callers.forEach(
        (name, caller) -> {
          Object body = List.of("POST", "PUT", "PATCH").contains(endpoint.method()) ? "{}" : null;
          int status = caller.get().statusOf(endpoint.method(), path(endpoint), body);
          boolean unknown = name.equals("nobody") || name.equals("wrong token");
          if (status == (unknown ? 401 : 403)) {
            return;
          }
          assertThat(status).as(endpoint + " by " + name).isNotIn(401, 403).isLessThan(500);
          admitted.add(name);
        });
    return admitted;
  }

  /** Of something that is not there, so that nothing is changed. */
  private static String path(Endpoint endpoint) {
    return endpoint.pattern().replaceAll("\\{[^}]*}", "0");
  }

  private static boolean endsSession(Endpoint endpoint) {
    return endpoint.toString().equals("DELETE /api/session");
  }
}
