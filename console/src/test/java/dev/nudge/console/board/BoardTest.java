package dev.nudge.console.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BoardTest {
  private static final String SPEND =
      """
      title: Spend
      panels:
        - {show: number, query: total-spend}
      """;

  @TempDir private static Path folder;

  private static Console console;
  private static Browser editor;
  private static Browser viewer;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(folder.resolve("of-a-file.yaml"), SPEND);
    Files.writeString(folder.resolve("broken.yaml"), "title: Broken\npanels:\n  - {show: pie}\n");
    console =
        Console.start(
            ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1")
                .with("nudge.boards", folder.toString()));
    SignedIn signedIn = new SignedIn(console);
    editor = signedIn.role("editor");
    viewer = signedIn.role("viewer");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void thoseOfFilesAndOfNudgeAreListedAndWhatIsWrongIsTold() {
    JsonNode list = viewer.get("/api/boards").json();
    assertThat(list.get("boards").findValuesAsString("name"))
        .contains("customer", "of-a-file")
        .doesNotContain("broken");
    assertThat(list.at("/problems/0/file").asString()).endsWith("broken.yaml");
    assertThat(list.at("/problems/0/line").asInt()).isEqualTo(3);
    JsonNode customer = viewer.get("/api/boards/customer").json();
    assertThat(customer.get("origin").asString()).isEqualTo("SHIPPED");
    assertThat(customer.at("/board/refreshMillis").asInt()).isEqualTo(2_000);
    assertThat(customer.at("/board/parameters/0/name").asString()).isEqualTo("userid");
    assertThat(viewer.get("/api/boards/custommer").json().get("detail").asString())
        .isEqualTo("there is no board 'custommer', did you mean 'customer'?");
  }

  @Test
  void oneIsSavedChangedAndRemovedAndWhoDidItIsKept() {
    assertThat(save("mine", SPEND).status()).isEqualTo(201);
    assertThat(viewer.get("/api/boards/mine").json().at("/board/title").asString())
        .isEqualTo("Spend");
    assertThat(change("mine", SPEND.replace("Spend", "Money"), 1).json().get("revision").asInt())
        .isEqualTo(2);
    Browser.Answer late = change("mine", SPEND, 1);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().get("detail").asString())
        .contains("has changed 'mine' since you opened it (revision 2)");
    JsonNode board = viewer.get("/api/boards/mine").json();
    assertThat(board.at("/board/title").asString()).isEqualTo("Money");
    assertThat(board.get("audit").findValuesAsString("action")).containsExactly("edit", "create");
    assertThat(editor.call("DELETE", "/api/boards/mine?revision=1", Map.of()).status())
        .isEqualTo(409);
    assertThat(editor.call("DELETE", "/api/boards/mine?revision=2", Map.of()).status())
        .isEqualTo(204);
    assertThat(viewer.get("/api/boards/mine").status()).isEqualTo(404);
  }

  @Test
  void oneWithMistakesIsRefusedAtTheirPlaces() {
    Browser.Answer refused = save("wrong", "title: Wrong\npanels:\n  - {show: table}\n");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/problems/0/line").asInt()).isEqualTo(3);
    JsonNode checked =
        viewer.post("/api/boards/check", Map.of("text", "title: [1]\npanels: []\n")).json();
    assertThat(checked.get("board")).isNull();
    assertThat(checked.get("problems")).hasSize(1);
  }

  @Test
  void aNameThatIsTakenIsRefusedInWords() {
    assertThat(save("customer", SPEND).json().get("detail").asString())
        .isEqualTo("'customer' is a board that Nudge brings: choose another name");
    assertThat(save("of-a-file", SPEND).json().get("detail").asString())
        .endsWith("of-a-file.yaml: choose another name");
    assertThat(save("Not a Name", SPEND).status()).isEqualTo(400);
    save("twice", SPEND);
    assertThat(save("twice", SPEND).status()).isEqualTo(409);
    assertThat(viewer.post("/api/boards", Map.of("name", "x", "text", SPEND)).status())
        .isEqualTo(403);
  }

  private static Browser.Answer save(String name, String text) {
    return editor.post("/api/boards", Map.of("name", name, "text", text));
  }

  private static Browser.Answer change(String name, String text, long revision) {
    return editor.call("PUT", "/api/boards/" + name, Map.of("text", text, "revision", revision));
  }
}
