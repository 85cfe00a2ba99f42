package dev.nudge.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody can keep is refused before the database sees it, with the name of the part. */
class HostileTextTest {
  private static final String LONGER_THAN_BCRYPT = "ü".repeat(40);

  private static Console console;
  private static SignedIn signedIn;
  private static Browser admin;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1"));
    signedIn = new SignedIn(console);
    admin = signedIn.admin();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/campaigns?q=a%00b | 'q' holds the character 0",
        "/api/campaigns?q=%FF | 'q' is not UTF-8",
        "/api/campaigns?q=%ED%A0%80 | 'q' is not UTF-8",
        "/api/campaigns?%FF=1 | the name of a parameter is not UTF-8",
        "/api/triggers?user=%C0%80 | 'user' is not UTF-8",
        "/api/campaigns?limit=99999999999 | Failed to convert 'limit' with value: '99999999999'",
        "/api/campaigns?limit=0 | 'limit' must be greater than or equal to 1",
        "/api/campaigns?offset=-1 | 'offset' must be greater than or equal to 0",
        "/api/campaigns?state=nonsense | Failed to convert 'state' with value: 'nonsense'",
        "/api/campaigns/c/triggers?hours=1e3 | Failed to convert 'hours' with value: '1e3'",
      })
  void ofAnAddress(String address, String detail) {
    Answer answer = admin.get(address);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("detail").asString()).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/session | {`name`:`a\\u0000`,`password`:`x`} | 'name' holds the character 0",
        "POST | /api/session | {`name`:`a`,`password`:`\\u0000`} | 'password' holds the character 0",
        "POST | /api/tokens | {`name`:`\\ud800`,`scopes`:[`read`]} |"
            + " 'name' holds half a surrogate pair",
        "POST | /api/campaigns | {`text`:`id: a\\u0000`} | 'text' holds the character 0",
        "POST | /api/check | {`text`:`id: a\\u0000`} | 'text' holds the character 0",
        "POST | /api/campaigns/bulk | {`ids`:[`a\\u0000`],`action`:`end`} |"
            + " 'ids.[]' holds the character 0",
        "PATCH | /api/session | {`language`:`a\\u0000`} | 'language' holds the character 0",
        "PATCH | /api/session | {`language`:`klingon`} | 'language' is en, zh, pt or empty",
      })
  void ofABody(String method, String address, String body, String detail) {
    Answer answer = admin.call(method, address, body.replace('`', '"'));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("detail").asString()).isEqualTo(detail);
  }

  @Test
  void aPasswordIsNoLongerThanItsHashTakes() {
    Answer answer =
        admin.post(
            "/api/accounts",
            Map.of("name", "long", "role", "viewer", "password", LONGER_THAN_BCRYPT));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("detail").asString()).isEqualTo("'password' has 72 bytes at most");
    assertThat(
            signedIn
                .nobody()
                .post("/api/session", Map.of("name", "admin", "password", LONGER_THAN_BCRYPT))
                .status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/campaigns?q=%25%5F%5C",
        "/api/campaigns?q=%F0%9F%98%80",
        "/api/campaigns/%E2%80%AE/triggers",
        "/api/campaigns/%F0%9F%98%80/funnel"
      })
  void unusualTextIsText(String address) {
    assertThat(admin.get(address).status()).isIn(200, 404);
  }

  @Test
  void nothingOfItIsAFailureAnywhere() {
    List<String> words = List.of("a%00", "%FF", "99999999999999999999", "-1", "1e400", "%2500");
    for (var endpoint : dev.nudge.console.Endpoints.of(console)) {
      for (String word : words) {
        String path = endpoint.pattern().replaceAll("\\{[^}]*}", word);
        // Of Kafka, which is not there.
        if (endpoint.method().equals("DELETE")
            || path.contains("stream")
            || path.contains("trial")
            || path.contains("/live/sources")
            || path.contains("/sent-events")) {
          continue;
        }
        int status =
            admin.statusOf(
                endpoint.method(),
                path + "?q=" + word + "&limit=" + word + "&campaign=" + word,
                endpoint.method().equals("GET") ? null : "{\"text\":\"\\u0000\"}");
        assertThat(status).as(endpoint + " with " + word).isBetween(200, 499);
      }
    }
  }
}
