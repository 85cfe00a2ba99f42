package dev.nudge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.console.Browser.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ConsoleSettings.Database database = TestDatabase.empty();
  private final ConsoleSettings settings = ConsoleSettings.local(database, "127.0.0.1:1");

  @Test
  void itAnswersOnItsDatabaseAndSaysTheAdminsPasswordOnce() throws IOException {
    try (Console console = Console.start(settings)) {
      Answer health = new Browser(console.url()).get("/api/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.body()).isEqualTo("{\"status\":\"ok\",\"database\":\"ok\",\"setAside\":0}");
      assertThat(console.firstPassword()).isPresent();
    }
    try (Console again = Console.start(settings)) {
      assertThat(again.firstPassword()).isEmpty();
    }
  }

  @Test
  void aProblemIsProblemJson() throws IOException {
    try (Console console = Console.start(settings)) {
      Answer refused = new Browser(console.url()).get("/api/campaigns");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
      assertThat(refused.json().get("detail").asString()).isEqualTo("sign in, or send a token");
    }
  }

  @Test
  void aTakenPortIsSaidInOneLine() throws IOException {
    try (Console console = Console.start(settings)) {
      ConsoleSettings same =
          new ConsoleSettings(
              "127.0.0.1",
              console.port(),
              database,
              settings.kafka(),
              settings.topics(),
              settings.properties());
      assertThatThrownBy(() -> Console.start(same))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the console cannot listen on 127.0.0.1:" + console.port() + ": the port is taken");
    }
  }
}
