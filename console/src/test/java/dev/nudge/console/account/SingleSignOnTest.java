package dev.nudge.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestDatabase;
import dev.nudge.provider.OpenIdProvider;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

class SingleSignOnTest {
  private static final String CLIENT = "spring.security.oauth2.client.";
  private static OpenIdProvider.Running provider;
  private static Console console;

  @BeforeAll
  static void start() throws Exception {
    provider = OpenIdProvider.start();
    console =
        Console.start(
            ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1")
                .with(CLIENT + "registration.company.client-id", "nudge")
                .with(CLIENT + "registration.company.client-secret", "secret")
                .with(CLIENT + "registration.company.client-name", "The company")
                .with(CLIENT + "registration.company.scope", "openid")
                .with(CLIENT + "provider.company.issuer-uri", provider.issuer())
                .with("nudge.oidc.role-claim", "realm_access.roles"));
  }

  @AfterAll
  static void stop() {
    console.close();
    provider.close();
  }

  @Test
  void theSignInPageCanOfferIt() {
    assertThat(new Browser(console.url()).get("/api/session/providers").body())
        .isEqualTo("[{\"name\":\"The company\",\"url\":\"/oauth2/authorization/company\"}]");
  }

  @Test
  void whoComesFromTheProviderHasTheHighestRoleThatTheClaimNames() {
    Browser ann = new Browser(console.url());
    assertThat(signInAtTheProvider(ann, "ann")).isEqualTo("/");
    assertThat(ann.get("/api/session").body())
        .isEqualTo(
            "{\"name\":\"ann (company)\",\"role\":\"editor\",\"permissions\":[\"read\",\"edit\"],\"language\":\"\",\"ownPassword\":false}");
    assertThat(ann.get("/api/accounts").status()).isEqualTo(403);
    assertThat(ann.call("DELETE", "/api/session", null).status()).isEqualTo(204);
    assertThat(ann.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void whoHasNoRoleThereStaysOutside() {
    Browser bob = new Browser(console.url());
    assertThat(signInAtTheProvider(bob, "bob")).isEqualTo("/?signin=failed");
    assertThat(bob.get("/api/session").status()).isEqualTo(401);
  }

  static Stream<Arguments> forgeries() {
    Instant now = Instant.now();
    return Stream.of(
        forgery("of another issuer", claims -> claims.issuer("http://127.0.0.1:1")),
        forgery("for another client", claims -> claims.audience(List.of("another"))),
        forgery("for nobody", claims -> claims.audience(List.of())),
        forgery(
            "that has expired",
            claims -> claims.issuedAt(now.minusSeconds(7_200)).expiresAt(now.minusSeconds(3_600))),
        forgery("of an earlier sign-in", claims -> claims.claim("nonce", "of an earlier sign-in")),
        forgery("that names no sign-in", claims -> claims.claims(all -> all.remove("nonce"))),
        forgery("without a subject", claims -> claims.claims(all -> all.remove("sub"))),
        forgery(
            "authorised for another client among several",
            claims -> claims.audience(List.of("nudge", "another")).claim("azp", "another")));
  }

  private static Arguments forgery(String name, Consumer<JwtClaimsSet.Builder> change) {
    return Arguments.of(Named.of("a token " + name, change));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void isRefused(Consumer<JwtClaimsSet.Builder> change) {
    OpenIdProvider.forge(change);
    try {
      staysOutside();
    } finally {
      OpenIdProvider.forge(claims -> {});
    }
  }

  @Test
  void aTokenThatAnotherKeySignedIsRefused() {
    OpenIdProvider.signWithAStrangersKey(true);
    try {
      staysOutside();
    } finally {
      OpenIdProvider.signWithAStrangersKey(false);
    }
  }

  @Test
  void anAnswerWithAnotherStateIsRefused() {
    Browser ann = new Browser(console.url());
    String callback = callback(ann, "ann").toString();
    assertThat(callback).contains("state=");
    staysOutside(ann, callback.replaceAll("state=[^&]*", "state=another"));
    Browser again = new Browser(console.url());
    staysOutside(again, callback(again, "ann").toString().replaceAll("&?state=[^&]*", ""));
  }

  @Test
  void anAnswerIsGoodOnceAndForTheBrowserThatAsked() {
    Browser ann = new Browser(console.url());
    String callback = callback(ann, "ann").toString();
    staysOutside(new Browser(console.url()), callback);
    assertThat(ann.at(URI.create(callback)).header("Location")).endsWith("/");
    assertThat(ann.get("/api/session").status()).isEqualTo(200);
    staysOutside(new Browser(console.url()), callback);
    assertThat(ann.at(URI.create(callback)).header("Location")).contains("signin=failed");
  }

  private static void staysOutside() {
    Browser ann = new Browser(console.url());
    assertThat(signInAtTheProvider(ann, "ann")).isEqualTo("/?signin=failed");
    assertThat(ann.get("/api/session").status()).isEqualTo(401);
  }

  private static void staysOutside(Browser browser, String callback) {
    assertThat(browser.at(URI.create(callback)).header("Location")).contains("signin=failed");
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  /** Signs in at the provider and follows its answer; where the console sends the browser then. */
  private static String signInAtTheProvider(Browser browser, String name) {
    URI callback = callback(browser, name);
    URI next = callback.resolve(browser.at(callback).header("Location"));
    return next.getPath() + (next.getQuery() == null ? "" : "?" + next.getQuery());
  }

  /** Follows the redirects as a browser does, to the one with the provider's answer. */
  private static URI callback(Browser browser, String name) {
    Answer answer = browser.get("/oauth2/authorization/company");
    for (int hops = 0; hops < 10; hops++) {
      URI here = answer.response().uri();
      if (answer.status() == 200) {
        answer = submit(browser, here, answer.body(), name);
        continue;
      }
      assertThat(answer.status()).as(here + " " + answer.body()).isEqualTo(302);
      URI next = here.resolve(answer.header("Location"));
      if (next.toString().startsWith(console.url())) {
        return next;
      }
      answer = browser.at(next);
    }
    throw new AssertionError("it goes round in circles");
  }

  private static Answer submit(Browser browser, URI page, String html, String name) {
    Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(html);
    assertThat(token.find()).as(html).isTrue();
    return browser.submit(
        page.resolve("/login"),
        "username="
            + name
            + "&password="
            + URLEncoder.encode(OpenIdProvider.PASSWORD, StandardCharsets.UTF_8)
            + "&_csrf="
            + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
  }
}
