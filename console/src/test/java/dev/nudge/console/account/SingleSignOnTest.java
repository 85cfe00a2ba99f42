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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
            "{\"name\":\"ann (company)\",\"role\":\"editor\",\"permissions\":[\"read\",\"edit\"],\"language\":\"\"}");
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

  /** Follows the redirects as a browser does; answers where they end. */
  private static String signInAtTheProvider(Browser browser, String name) {
    Answer answer = browser.get("/oauth2/authorization/company");
    for (int hops = 0; hops < 10; hops++) {
      URI here = answer.response().uri();
      if (answer.status() == 200) {
        answer = submit(browser, here, answer.body(), name);
        continue;
      }
      assertThat(answer.status()).as(here + " " + answer.body()).isEqualTo(302);
      URI next = here.resolve(answer.header("Location"));
      if (next.toString().startsWith(console.url()) && !next.getPath().startsWith("/login")) {
        return next.getPath() + (next.getQuery() == null ? "" : "?" + next.getQuery());
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
