package dev.nudge.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists as tables, for programs that want no JSON. */
class TablesTest {
  private static Console console;
  private static Browser admin;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1"));
    admin = new SignedIn(console).admin();
    for (String name : new String[] {"One, or two", "Say \\\"hi\\\""}) {
      String text =
          "{id: %s, name: \"%s\", pattern: {steps: [{name: a, event: view}]}}"
              .formatted(name.startsWith("One") ? "one" : "two", name);
      assertThat(admin.post("/api/campaigns", Map.of("text", text)).status()).isEqualTo(201);
    }
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aPageOfAListIsOneLineEachAsCsv() {
    Answer answer = admin.getAs("text/csv", "/api/campaigns");

    assertThat(answer.header("Content-Type")).startsWith("text/csv");
    String[] lines = answer.body().split("\r\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).startsWith("id,name,policy,state,");
    assertThat(lines[1]).startsWith("one,\"One, or two\",false,draft,");
    assertThat(lines[2]).startsWith("two,\"Say \"\"hi\"\"\",false,draft,").contains("\"[0,0,");
  }

  @Test
  void aListIsOneObjectALineAsNdjson() {
    Answer answer = admin.getAs("application/x-ndjson", "/api/campaigns/one/audit");

    assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
    assertThat(answer.body().lines()).hasSize(1).first().asString().startsWith("{\"");
  }

  @Test
  void whoAcceptsAnythingGetsJson() {
    for (String accepted : new String[] {"*/*", "application/json", "text/csv;q=0.5, */*"}) {
      assertThat(admin.getAs(accepted, "/api/campaigns").header("Content-Type"))
          .as(accepted)
          .startsWith("application/json");
    }
  }

  @Test
  void whatIsNoListIsNoTable() {
    assertThat(admin.getAs("text/csv", "/api/campaigns/one").status()).isEqualTo(406);
  }

  @Test
  void aMistakeIsAProblemWhateverIsAccepted() {
    Answer answer = admin.getAs("text/csv", "/api/campaigns/none/audit");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }
}
