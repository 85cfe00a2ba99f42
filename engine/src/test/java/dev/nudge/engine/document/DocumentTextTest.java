package dev.nudge.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTextTest {
  @Test
  void aFileIsCutWhereItsDocumentsBegin() {
    String file =
        """
        # two of them
        id: a   # first
        ---
        # the second
        id: b
        """;

    assertThat(DocumentText.split("f.yaml", file))
        .containsExactly(
            new DocumentText(1, "# two of them\nid: a   # first\n"),
            new DocumentText(3, "---\n# the second\nid: b\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\nid: a\n",
        "id: a\n---\n",
        "---\n---\nid: a\n",
        "---\n# nothing\n---\nid: a\n...\n",
        "%YAML 1.2\n---\nid: a\n",
        "\uFEFFid: a",
        "# \uD83D\uDE00\n---\nnull\n---\nid: a",
      })
  void emptyDocumentsAreLeftOut(String file) {
    assertThat(DocumentText.split("f.yaml", file))
        .singleElement()
        .satisfies(document -> assertThat(read(document.text())).isEqualTo("[id=a]"));
  }

  @Test
  void aDirectiveBelongsToTheDocumentThatFollows() {
    assertThat(DocumentText.split("f.yaml", "id: \uD83D\uDE00\n...\n%YAML 1.2\n---\nid: b\n"))
        .containsExactly(
            new DocumentText(1, "id: \uD83D\uDE00\n...\n"),
            new DocumentText(3, "%YAML 1.2\n---\nid: b\n"));
  }

  @Test
  void theTabsOfJsonBecomeSpacesSoThatItNeedsNoName() {
    assertThat(DocumentText.split("F.JSON", "{\n\t\"id\": \"a\tb\"\n}"))
        .containsExactly(new DocumentText(1, "{\n \"id\": \"a\tb\"\n}"));
  }

  @Test
  void aFileWithASyntaxErrorHasNoDocuments() {
    assertThat(DocumentText.split("f.yaml", "id: a\n---\nid: {")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: a\\nstatus: live   # for now\\nx: 1\\n|id: a\\nstatus: paused   # for now\\nx: 1\\n",
        "status:    live\\nid: a|status:    paused\\nid: a",
        "status: 'live'\\nid: a|status: 'paused'\\nid: a",
        "status: \"l\\x69ve\" # x\\nid: a|status: \"paused\" # x\\nid: a",
        "\"status\" : live\\nid: a|\"status\" : paused\\nid: a",
        "? status\\n: live\\nid: a|? status\\n: paused\\nid: a",
        "status: >-\\n  live\\nid: a|status: paused\\nid: a",
        "status:\\n  live\\nid: a|status:\\n  paused\\nid: a",
        "status: &s live\\nid: a|status: paused\\nid: a",
        "# \uD83D\uDE00\\nname: \uD83D\uDE00\\nstatus: live # \uD83D\uDE00|"
            + "# \uD83D\uDE00\\nname: \uD83D\uDE00\\nstatus: paused # \uD83D\uDE00",
        "{id: a, status: live}|{id: a, status: paused}",
        "{\"id\": \"a\", \"status\":\"live\"}|{\"id\": \"a\", \"status\":\"paused\"}",
        "step: {status: live}\\nstatus: live|step: {status: live}\\nstatus: paused",
        "- : 1\\nstatus: live|- : 1\\nstatus: live",
        "%YAML 1.2\\n---\\nid: a\\nstatus: live|%YAML 1.2\\n---\\nid: a\\nstatus: paused",
      })
  void onlyTheValueOfTheKeyIsReplaced(String before, String after) {
    String text = before.replace("\\n", "\n");

    assertThat(
            new DocumentText(1, text).with("status", "paused").map(DocumentText::text).orElse(text))
        .isEqualTo(after.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# why\\nid: a\\n|# why\\nstatus: paused\\nid: a\\n",
        "---\\n  id: a\\n  x: 1|---\\n  status: paused\\n  id: a\\n  x: 1",
        "{id: a}|{\"status\": \"paused\", id: a}",
        "{\\n  \"id\": \"a\"\\n}|{\\n  \"status\": \"paused\",\\n  \"id\": \"a\"\\n}",
        "{ # why\\n  id: a}|{ # why\\n  \"status\": \"paused\", id: a}",
        "? id\\n: a|status: paused\\n? id\\n: a",
      })
  void aKeyThatIsNotThereIsPutFirst(String before, String after) {
    assertThat(new DocumentText(1, before.replace("\\n", "\n")).with("status", "paused"))
        .contains(new DocumentText(1, after.replace("\\n", "\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status: &s live\nid: *s",
        "id: &s live\nstatus: *s",
        "status: {live: 1}\nid: a",
        "- status: live",
        "id: a\n---\nid: b",
        "{}",
        "",
      })
  void whatCannotBeChangedInPlaceIsLeftAlone(String text) {
    assertThat(new DocumentText(1, text).with("status", "paused")).isEmpty();
  }

  @Property(tries = 500)
  void theOtherKeysStayWhateverTheyAre(@ForAll("documents") List<String> entries) {
    String before = String.join("\n", entries);

    String after = new DocumentText(1, before).with("status", "ended").orElseThrow().text();

    assertThat(read(after).replaceAll("status=[a-z]+", ""))
        .isEqualTo(
            read(entries.stream().anyMatch(e -> e.startsWith("status"))
                    ? before
                    : "status: x\n" + before)
                .replaceAll("status=[a-z]+", ""));
    assertThat(read(after)).contains("status=ended");
    assertThat(withoutStatus(after)).isEqualTo(withoutStatus(before));
  }

  @Provide
  Arbitrary<List<String>> documents() {
    Arbitrary<String> values =
        Arbitraries.of(
            "1",
            "'it''s'",
            "\"a # b\"",
            "text",
            "{a: [1, 'x']}",
            "\n  b: 2",
            "|\n  status: live",
            "~");
    Arbitrary<String> comments = Arbitraries.of("", " # status: live");
    Arbitrary<String> status =
        Arbitraries.of("status: live", "status: 'paused'", "status: \"draft\" # yes");
    Arbitrary<List<String>> rest =
        Combinators.combine(values, comments)
            .as((v, c) -> v.startsWith("|") || v.startsWith("\n") ? v : v + c)
            .list()
            .ofMinSize(1)
            .ofMaxSize(6);
    return Combinators.combine(rest, status, Arbitraries.integers().between(-3, 6))
        .as(
            (list, line, at) -> {
              List<String> entries = new ArrayList<>();
              for (int i = 0; i < list.size(); i++) {
                entries.add("k" + i + ": " + list.get(i));
              }
              if (at >= 0) {
                entries.add(Math.min(at, entries.size()), line);
              }
              return entries;
            });
  }

  private static String withoutStatus(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("status: "))
        .collect(Collectors.joining("\n"));
  }

  private static String read(String text) {
    List<Problem> problems = new ArrayList<>();
    List<Document> documents = DocumentReader.read("x", text, problems);
    assertThat(problems).isEmpty();
    assertThat(documents).hasSize(1);
    return describe(documents.get(0).root());
  }

  private static String describe(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping.entries().stream()
          .map(entry -> entry.key() + "=" + describe(entry.value()))
          .toList()
          .toString();
    }
    return node instanceof Node.Listing listing
        ? listing.elements().stream().map(DocumentTextTest::describe).toList().toString()
        : ((Node.Scalar) node).text().value();
  }
}
