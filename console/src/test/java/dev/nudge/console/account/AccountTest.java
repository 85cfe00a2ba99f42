package dev.nudge.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final ConsoleSettings.Database DATABASE = TestDatabase.empty();
  private static Console console;
  private static SignedIn signedIn;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(ConsoleSettings.local(DATABASE, "127.0.0.1:1"));
    signedIn = new SignedIn(console);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void whoSignsInIsKnownUntilTheySignOut() {
    Browser editor = account("ada", "editor");
    assertThat(editor.get("/api/session").body())
        .isEqualTo(
            "{\"name\":\"ada\",\"role\":\"editor\",\"permissions\":[\"read\",\"edit\"],\"language\":\"\",\"ownPassword\":true}");
    assertThat(editor.call("DELETE", "/api/session", null).status()).isEqualTo(204);
    assertThat(editor.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
    Answer answer =
        new Browser(console.url())
            .post(
                "/api/session",
                Map.of("name", "admin", "password", console.firstPassword().orElseThrow()));
    assertThat(answer.response().headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("nudge-session=")
                    .contains("HttpOnly", "SameSite=Lax"))
        .anySatisfy(
            cookie -> assertThat(cookie).startsWith("XSRF-TOKEN=").contains("SameSite=Lax"));
  }

  @Test
  void aSessionWithoutTheCsrfHeaderMayOnlyRead() {
    Browser admin = signedIn.as("admin", console.firstPassword().orElseThrow()).forgetful();
    assertThat(admin.get("/api/accounts").status()).isEqualTo(200);
    Answer refused = admin.post("/api/tokens", Map.of("name", "x", "scopes", List.of("read")));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("detail").asString()).contains("X-XSRF-TOKEN");
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
    Answer wrong = signIn("admin", "wrong");
    Answer unknown = signIn("nobody", "wrong");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo(unknown.body());
  }

  @Test
  void whoGoesOnWithWrongPasswordsHasToWait() {
    account("guessed", "viewer");
    Answer answer = signIn("guessed", "wrong");
    // Each wait is twice as long as the one before, so that no machine is too slow for this.
    for (int i = 0; i < 12 && answer.status() == 401; i++) {
      answer = signIn("guessed", "wrong");
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
  }

  @Test
  void thePasswordOfAStolenSessionCannotBeGuessed() {
    Browser mine = account("stolen", "viewer");
    Map<String, String> guess = Map.of("oldPassword", "guess", "newPassword", "battery staple");
    Answer answer = mine.call("PATCH", "/api/session", guess);
    for (int i = 0; i < 12 && answer.status() == 400; i++) {
      answer = mine.call("PATCH", "/api/session", guess);
    }
    assertThat(answer.status()).isEqualTo(429);
  }

  @Test
  void aRoleThatIsTakenAwayIsGoneFromOpenSessionsAtOnce() {
    Browser grace = account("grace", "admin");
    assertThat(grace.get("/api/accounts").status()).isEqualTo(200);
    assertThat(change("grace", Map.of("role", "viewer")).status()).isEqualTo(200);
    assertThat(grace.get("/api/accounts").status()).isEqualTo(403);
    assertThat(grace.get("/api/session").json().get("role").asString()).isEqualTo("viewer");
  }

  @Test
  void aTokenOpensNothingAfterItsLastDay() throws Exception {
    Answer made =
        signedIn
            .admin()
            .post("/api/tokens", Map.of("name", "brief", "scopes", List.of("read"), "days", 30));
    assertThat(made.status()).isEqualTo(201);
    Browser program = Browser.withToken(console.url(), made.json().get("token").asString());
    assertThat(program.get("/api/campaigns").status()).isEqualTo(200);
    assertThat(signedIn.admin().get("/api/tokens").body()).contains("\"expires\":\"");
    try (Connection connection =
        DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password())) {
      connection
          .createStatement()
          .executeUpdate("update token set expires = now() where name = 'brief'");
    }
    assertThat(program.get("/api/campaigns").status()).isEqualTo(401);
  }

  @Test
  void anAdminGivesAnotherPasswordToWhoeverHasForgottenTheirs() {
    Browser joan = account("joan", "viewer");
    Answer reset = signedIn.admin().post("/api/accounts/" + id("joan") + "/password", Map.of());
    assertThat(reset.status()).isEqualTo(200);
    assertThat(joan.get("/api/session").status()).isEqualTo(401);
    Browser again = signedIn.as("joan", reset.json().get("password").asString());
    assertThat(again.get("/api/session").status()).isEqualTo(200);
  }

  @Test
  void aNewPasswordOrARemovedAccountEndsItsSessions() {
    Browser alan = account("alan", "viewer");
    assertThat(change("alan", Map.of("password", "another horse")).status()).isEqualTo(200);
    assertThat(alan.get("/api/session").status()).isEqualTo(401);
    Browser again = signedIn.as("alan", "another horse");
    assertThat(signedIn.admin().call("DELETE", "/api/accounts/" + id("alan"), null).status())
        .isEqualTo(204);
    assertThat(again.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void aRemovedAccountComesBackWithItsRoleAndPasswordAndNoSession() throws Exception {
    Browser edith = account("edith", "editor");
    Browser admin = signedIn.admin();
    long before = id("edith");
    assertThat(admin.call("DELETE", "/api/accounts/" + before, null).status()).isEqualTo(204);
    Answer back = admin.post("/api/accounts/" + before + "/restore", null);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().get("role").asString()).isEqualTo("editor");
    assertThat(back.json().propertyNames())
        .containsExactlyInAnyOrder("id", "name", "role", "created");
    assertThat(edith.get("/api/session").status()).isEqualTo(401);
    assertThat(signedIn.as("edith", "correct horse").get("/api/session").status()).isEqualTo(200);

    assertThat(admin.post("/api/accounts/" + before + "/restore", null).status())
        .as("it is back already")
        .isEqualTo(404);
  }

  @Test
  void anAccountComesBackForAnHourAndWhileItsNameIsFree() throws Exception {
    account("emma", "viewer");
    Browser admin = signedIn.admin();
    long first = id("emma");
    admin.call("DELETE", "/api/accounts/" + first, null);
    account("emma", "viewer");
    assertThat(admin.post("/api/accounts/" + first + "/restore", null).status()).isEqualTo(409);
    long second = id("emma");
    admin.call("DELETE", "/api/accounts/" + second, null);
    try (Connection connection =
        DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password())) {
      connection
          .createStatement()
          .executeUpdate(
              "update removed_account set removed = now() - interval '61 min' where id = " + first);
    }
    assertThat(admin.post("/api/accounts/" + first + "/restore", null).status()).isEqualTo(404);
    assertThat(admin.post("/api/accounts/" + second + "/restore", null).status()).isEqualTo(200);
  }

  @Test
  void oneChangesTheOwnPasswordWithTheOldOne() {
    Browser mine = account("barbara", "viewer");
    Map<String, String> wrong = Map.of("oldPassword", "wrong", "newPassword", "battery staple");
    assertThat(mine.call("PATCH", "/api/session", wrong).status()).isEqualTo(400);
    Map<String, String> right =
        Map.of("oldPassword", "correct horse", "newPassword", "battery staple", "language", "pt");
    assertThat(mine.call("PATCH", "/api/session", right).status()).isEqualTo(200);
    assertThat(mine.get("/api/session").json().get("language").asString()).isEqualTo("pt");
    signedIn.as("barbara", "battery staple");
  }

  @Test
  void somebodyAlwaysStaysAdmin() {
    Answer refused = change("admin", Map.of("role", "viewer"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asString())
        .isEqualTo("somebody must stay admin: make another account admin first");
    assertThat(signedIn.admin().call("DELETE", "/api/accounts/" + id("admin"), null).status())
        .isEqualTo(409);
  }

  @Test
  void aTokenIsShownOnceAndKeptAsAHash() throws Exception {
    Answer made =
        signedIn
            .admin()
            .post("/api/tokens", Map.of("name", "shop backend", "scopes", List.of("read")));
    String token = made.json().get("token").asString();
    assertThat(signedIn.admin().get("/api/tokens").body())
        .contains("shop backend")
        .doesNotContain(token);
    try (Connection connection =
            DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("select hash from token where name = 'shop backend'")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getBytes(1)).isEqualTo(Secrets.sha256(token)).hasSize(32);
    }
    Browser program = Browser.withToken(console.url(), token);
    assertThat(program.get("/api/session").json().get("name").asString())
        .isEqualTo("token shop backend");
    signedIn.admin().call("DELETE", "/api/tokens/" + made.json().get("id").asLong(), null);
    assertThat(program.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void everyAnswerTellsTheBrowserToTrustOurOwnFilesOnly() {
    Answer answer = signedIn.nobody().get("/api/health");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'self'", "script-src 'self';", "frame-ancestors 'none'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()");
  }

  @Test
  void aBodyWithMistakesIsToldWhichPart() {
    Answer refused =
        signedIn.admin().post("/api/accounts", Map.of("name", "x y", "role", "viewer"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("detail").asString()).startsWith("'name' must match");
    assertThat(signedIn.admin().post("/api/accounts", "{\"nam\": 1}").status()).isEqualTo(400);
  }

  private static Browser account(String name, String role) {
    signedIn
        .admin()
        .post("/api/accounts", Map.of("name", name, "role", role, "password", "correct horse"));
    return signedIn.as(name, "correct horse");
  }

  private static Answer change(String name, Map<String, String> change) {
    return signedIn.admin().call("PATCH", "/api/accounts/" + id(name), change);
  }

  private static long id(String name) {
    return signedIn
        .admin()
        .get("/api/accounts")
        .json()
        .valueStream()
        .filter(account -> account.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow()
        .get("id")
        .asLong();
  }

  private static Answer signIn(String name, String password) {
    return new Browser(console.url())
        .post("/api/session", Map.of("name", name, "password", password));
  }
}
