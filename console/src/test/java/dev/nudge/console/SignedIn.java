package dev.nudge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** Callers of each kind, of one console. */
public final class SignedIn {
  private static final String PASSWORD = "correct horse";

  private final String url;
  private final Browser admin;

  public SignedIn(Console console) {
    url = console.url();
    admin = as("admin", console.firstPassword().orElseThrow());
  }

  public Browser admin() {
    return admin;
  }

  /** Somebody who has just signed in. */
  public Browser as(String name, String password) {
    Browser browser = new Browser(url);
    assertThat(browser.post("/api/session", Map.of("name", name, "password", password)).status())
        .isEqualTo(200);
    return browser;
  }

  /** A new account of this role, which is its name too, signed in. */
  public Browser role(String role) {
    if (role.equals("admin")) {
      return admin;
    }
    admin.post("/api/accounts", Map.of("name", role, "role", role, "password", PASSWORD));
    return as(role, PASSWORD);
  }

  /** A program with a token of these scopes. */
  public Browser token(String... scopes) {
    Browser.Answer made =
        admin.post(
            "/api/tokens", Map.of("name", String.join("-", scopes), "scopes", List.of(scopes)));
    assertThat(made.status()).isEqualTo(201);
    return Browser.withToken(url, made.json().get("token").asString());
  }

  /** A program with a token that may ask these queries. */
  public Browser tokenOfQueries(String... names) {
    Browser.Answer made =
        admin.post(
            "/api/tokens",
            Map.of("name", "asks", "scopes", List.of("query"), "queries", List.of(names)));
    assertThat(made.status()).isEqualTo(201);
    return Browser.withToken(url, made.json().get("token").asString());
  }

  public Browser nobody() {
    return new Browser(url);
  }
}
