package dev.nudge.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredSessionTest {
  private final ConsoleSettings.Database database = TestDatabase.empty();
  private final ConsoleSettings settings = ConsoleSettings.local(database, "127.0.0.1:1");

  @Test
  void aSessionOutlivesARestart() throws Exception {
    Browser browser;
    int port;
    try (Console console = Console.start(settings)) {
      port = console.port();
      browser = new SignedIn(console).admin();
    }
    ConsoleSettings samePort =
        new ConsoleSettings(
            "127.0.0.1",
            port,
            database,
            settings.kafka(),
            settings.topics(),
            settings.properties());
    try (Console again = Console.start(samePort)) {
      assertThat(browser.get("/api/session").json().get("name").asString()).isEqualTo("admin");
      assertThat(
              browser.post("/api/tokens", Map.of("name", "x", "scopes", List.of("read"))).status())
          .isEqualTo(201);
      assertThat(browser.call("DELETE", "/api/session", null).status()).isEqualTo(204);
      assertThat(browser.get("/api/session").status()).isEqualTo(401);
    }
  }

  @Test
  void whoeverHasForgottenTheirPasswordGetsAnotherFromTheMachine() throws Exception {
    try (Console console = Console.start(settings)) {
      Browser browser = new SignedIn(console).admin();
      String password = Console.resetPassword(settings, "admin").orElseThrow();
      assertThat(browser.get("/api/session").status()).isEqualTo(401);
      assertThat(
              new Browser(console.url())
                  .post("/api/session", Map.of("name", "admin", "password", password))
                  .status())
          .isEqualTo(200);
      assertThat(Console.resetPassword(settings, "nobody")).isEmpty();
    }
  }

  @Test
  void itIsKeptForLongSinceSomebodyHasSignedIn() throws Exception {
    try (Console console = Console.start(settings)) {
      new SignedIn(console).admin();
      assertThat(value("select max_inactive_interval from spring_session"))
          .isEqualTo(String.valueOf(12 * 60 * 60));
    }
  }

  @Test
  void whatCannotBeReadAnyMoreEndsTheSessionAndNothingElse() throws Exception {
    try (Console console = Console.start(settings)) {
      Browser browser = new SignedIn(console).admin();
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "update spring_session_attributes set attribute_bytes = 'of another version'::bytea");
      }
      assertThat(browser.get("/api/session").status()).isEqualTo(401);
      assertThat(browser.get("/api/health").status()).isEqualTo(200);
    }
  }

  private String value(String sql) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private Connection connect() throws Exception {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
