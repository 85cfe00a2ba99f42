package dev.nudge.app.importer;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {
  private static final String LOGIN = "{\"campaign_id\": \"login\", \"event_name\": \"login\"}";
  private static final String LOGOUT = "{\"campaign_id\": \"logout\", \"event_name\": \"logout\"}";
  private static final String BAD = "{\"campaign_id\": \"bad\"}";
  private static final String RULE =
      """
      {"name": "a rule", "type": "COMPOSITE", "edges": [],
       "nodes": [{"name": "only", "condition": {"type": "AVIATOR", "expression": "act == 7"}}]}
      """;

  @TempDir private Path folder;

  @Test
  void oneCampaignGoesToTheScreen() throws IOException {
    Command command = nudge("import", write("crm.json", LOGIN));

    assertThat(command.exitCode()).isZero();
    assertThat(command.out())
        .isEqualTo(
            """
            # Imported from crm.json, campaign 'login' of the CRM.
            id: login

            pattern:
              steps:
                - name: login
                  event: login
            """);
    assertThat(command.err()).isEqualTo("1 campaign imported, 0 errors\n");
  }

  @Test
  void severalAreDocumentsOfOneFile() throws IOException {
    String list = nudge("import", write("list.json", "[" + LOGIN + ", " + LOGOUT + "]")).out();
    String lines = nudge("import", write("list.json", LOGIN + "\n" + LOGOUT + "\n")).out();

    assertThat(list).contains("id: login\n").contains("\n---\n").contains("id: logout\n");
    assertThat(lines).isEqualTo(list);
  }

  @Test
  void aFolderGetsAFileForEach() throws IOException {
    Path out = folder.resolve("deep/out");

    Command command = nudge("import", write("crm.json", LOGIN + "\n" + LOGOUT), "--out", out);

    assertThat(command.out()).isEmpty();
    assertThat(command.err()).isEqualTo("2 campaigns imported to " + out + ", 0 errors\n");
    assertThat(out.resolve("login.yaml")).content().contains("id: login");
    assertThat(out.resolve("logout.yaml")).content().contains("id: logout");
  }

  @Test
  void aFileThatIsThereIsKeptUnlessForced() throws IOException {
    Path file = write("crm.json", LOGIN + "\n" + LOGOUT);
    Path kept = write("login.yaml", "mine");

    Command refused = nudge("import", file, "--out", folder);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "nudge: '%s' exists already; --force overwrites it\n1 campaign imported to %s, 1 error\n"
                .formatted(kept, folder));
    assertThat(kept).hasContent("mine");
    assertThat(folder.resolve("logout.yaml")).exists();
    assertThat(nudge("import", file, "--out", folder, "--force").exitCode()).isZero();
    assertThat(kept).content().contains("id: login");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = write("crm.json", LOGIN);

    Command command = nudge("import", file, "--out", file);

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err()).isEqualTo("nudge: '" + file + "' is a file; --out names a folder\n");
  }

  @Test
  void oneThatCannotBeConvertedStopsNoOther() throws IOException {
    Path file = write("crm.jsonl", LOGIN + "\n" + BAD + "\n" + LOGOUT + "\n");

    Command command = nudge("import", file);

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.out()).contains("id: login\n", "id: logout\n").doesNotContain("bad");
    assertThat(command.err())
        .startsWith(file + ":2:1: error: missing key 'event_name'")
        .endsWith("2 campaigns imported, 1 error\n");
  }

  @Test
  void thePropertyThatIsTheTypeCanBeNamed() throws IOException {
    Path file = write("rule.json", RULE);

    assertThat(nudge("import", file).out()).contains("where: event.act == 7");
    assertThat(nudge("import", file, "--event-type", "act").out())
        .contains("event: '7'")
        .doesNotContain("where");
  }

  @Test
  void datesWithoutAZoneAreOfTheOneThatIsGiven() throws IOException {
    Path file = write("crm.json", LOGIN.replace("}", ", \"start_date\": \"2026-11-01\"}"));

    assertThat(nudge("import", file).out()).contains("from: 2026-11-01T00:00:00Z");
    assertThat(nudge("import", file, "--zone", "Europe/Berlin").out())
        .contains("from: 2026-10-31T23:00:00Z");
  }

  @Test
  void aFormatThatCannotBeToldIsAsked() throws IOException {
    Path file = write("what.json", "{\"a\": 1}");

    assertThat(nudge("import", file).err())
        .startsWith(file + ":1:1: error: cannot tell the format")
        .contains("--format");
    assertThat(nudge("import", file, "--format", "crm").err()).contains("unknown key 'a'");
    assertThat(nudge("import", file, "--format", "xml").exitCode()).isEqualTo(2);
  }

  @Test
  void aFileThatIsMissingOrNoTextSaysSo() throws IOException {
    Path latin = folder.resolve("latin.json");
    Files.write(latin, "{\"campaign_id\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(nudge("import", folder.resolve("no.json")).err()).contains("there is no file");
    assertThat(nudge("import", latin).err())
        .contains("latin.json:1:1: error: the file is not UTF-8");
  }

  @Test
  void nothingIsNotPassedOverInSilence() throws IOException {
    Path row = write("row.json", "{\"id\": \"7\", \"pattern\": \"\"}");

    assertThat(nudge("import", write("empty.json", "\n")).err())
        .contains("empty.json:1:1: error: the file holds neither rules nor campaigns");
    assertThat(nudge("import", write("list.json", "[]")).exitCode()).isEqualTo(1);
    assertThat(nudge("import", row).err())
        .contains("row.json:1:25: error: /pattern: there is no rule in it");
  }

  @Test
  void whatShouldBeCheckedIsSaidAndStandsInTheDocument() throws IOException {
    Path file = write("rule.json", RULE.replace("act == 7", "act / 2 > 1"));

    Command command = nudge("import", file);

    assertThat(command.exitCode()).isZero();
    assertThat(command.err())
        .contains("rule.json:2:81: warning: /nodes/0/condition/expression: column 5 of")
        .contains("rule.json:2:42: warning: /nodes/0/condition: as a campaign: 7 / 2 is 3")
        .endsWith("1 campaign imported, 0 errors, 2 warnings\n");
    assertThat(command.out())
        .contains("\n# To check: /nodes/0/condition/expression: column 5 of the expression: both");
  }

  @Test
  void anIdIsGivenOnceAmongAllFiles() throws IOException {
    Path first = write("a.json", LOGIN);
    Path second = write("b.json", LOGIN);

    Command command = nudge("import", first, second);

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err())
        .contains(second + ":1:1: error: the id 'login' is taken by the campaign from " + first);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void whatNodesCarryInTheWildIsLeftOutWithAWarning() throws IOException {
    Command command =
        nudge(
            "import",
            write(
                "rule.json",
                """
                {"name": "a rule", "type": "COMPOSITE", "edges": [],
                 "afterMatchSkipStrategy": {"type": "SKIP_PAST_LAST_EVENT"},
                 "nodes": [{"name": "only", "attributes": {"color": "red"},
                            "afterMatchSkipStrategy": {"type": "SKIP_TO_NEXT"},
                            "condition": {"type": "AVIATOR", "expression": "act == 7"}}]}
                """));

    assertThat(command.exitCode()).isZero();
    assertThat(command.out()).contains("skip: past_last_event");
    assertThat(command.err())
        .contains(
            "rule.json:3:29: warning: /nodes/0/attributes: 'attributes' say nothing of what is matched,"
                + " and are left out",
            "'afterMatchSkipStrategy' of a node has no effect, in Flink nor here; that of the whole"
                + " rule counts");
  }

  @ParameterizedTest
  @CsvSource({
    "FOLLOWED_BY, SKIP_TILL_NEXT",
    "followedBy, SKIP_TILL_NEXT",
    "next, STRICT",
    "NOT_FOLLOWED_BY, NOT_FOLLOW",
    "skip_till_any, SKIP_TILL_ANY",
    "SKIP_TIL_NEXT, SKIP_TILL_NEXT"
  })
  void anUnknownWordIsAnsweredWithTheNearest(String written, String right) throws IOException {
    String rule =
        """
        {"name": "a rule", "type": "COMPOSITE",
         "edges": [{"source": "a", "target": "b", "type": "%s"}],
         "nodes": [{"name": "a", "condition": {"type": "AVIATOR", "expression": "act == 7"}},
                   {"name": "b", "condition": {"type": "AVIATOR", "expression": "act == 8"}}]}
        """;

    assertThat(nudge("import", write("rule.json", rule.formatted(written))).err())
        .contains("did you mean '" + right + "'?");
  }
}
