package dev.nudge.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentReaderTest {
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void plainScalarsReadByTheJsonSchemaAndQuotedOnesAreStrings() {
    Node root =
        read("[1, -0, 1.5, 1e3, true, null, ~, '1', \"true\", 007, yes, 0x1F, 2026-11-01, .inf]");
    assertThat(((Node.Listing) root).elements().stream().map(e -> ((Node.Scalar) e).type().name()))
        .containsExactly(
            "INTEGER", "INTEGER", "DECIMAL", "DECIMAL", "BOOLEAN", "NULL", "NULL", "STRING",
            "STRING", "STRING", "STRING", "STRING", "STRING", "STRING");
    assertThat(problems).isEmpty();
  }

  @Test
  void aDocumentWithASyntaxErrorDoesNotHideTheOnesBesideIt() {
    List<Document> documents =
        DocumentReader.read("f.yaml", "a: 1\n---\nb: [\n---\nc: 3\n---\nd: ]\n", problems);
    assertThat(documents).hasSize(2).allMatch(Document::sound);
    assertThat(problems).hasSize(2);
    assertThat(problems.get(0).at().line()).isEqualTo(4);
    assertThat(problems.get(1))
        .hasToString(problems.get(1).at() + ": error: " + problems.get(1).text());
    assertThat(problems.get(1).at()).hasToString("f.yaml:7:4");
  }

  @Test
  void anAliasIsTheVeryNodeOfItsAnchor() {
    Node.Mapping root = (Node.Mapping) read("a: &x {b: [1]}\nc: *x");
    assertThat(root.entries().get(1).value()).isSameAs(root.entries().get(0).value());
    assertThat(problems).isEmpty();
  }

  @Test
  void anAnchorIsForgottenAtTheEndOfItsDocument() {
    DocumentReader.read("f.yaml", "a: &x 1\n---\nb: *x\n", problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("f.yaml:3:4: error: alias '*x' has no anchor '&x'");
  }

  @Test
  void nestingIsBounded() {
    String deep = "[".repeat(64) + "1" + "]".repeat(64);
    assertThat(read(deep)).isInstanceOf(Node.Listing.class);
    assertThat(problems).isEmpty();
    DocumentReader.read("f.yaml", "[" + deep + "]", problems);
    DocumentReader.read("f.yaml", "[".repeat(100_000), problems);
    DocumentReader.read("f.json", "{\"a\":".repeat(100_000), problems);
    assertThat(problems)
        .hasSize(3)
        .allMatch(problem -> problem.text().equals("nested deeper than 64 levels"));
  }

  @Test
  void nestingThroughAliasesIsBounded() {
    StringBuilder yaml = new StringBuilder("- &a0 [1]\n");
    for (int i = 1; i < 1000; i++) {
      yaml.append("- &a").append(i).append(" [*a").append(i - 1).append("]\n");
    }
    DocumentReader.read("f.yaml", yaml.toString(), problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("f.yaml:64:9: error: nested deeper than 64 levels");
  }

  @Test
  void aHugeFileIsRefusedBeforeItIsParsed() {
    DocumentReader.read("f.yaml", "#".repeat(DocumentReader.MOST_CHARACTERS + 1), problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("f.yaml:1:1: error: the file has more than 16777216 characters; split it");
  }

  @Test
  void aMillionValuesAreTooMany() {
    DocumentReader.read("f.yaml", "[" + "1, ".repeat(1_000_000) + "]", problems);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).text()).startsWith("more than 100000 values in one document");
  }

  @Test
  void jsonMayBeIndentedWithTabsAndKeepsThemInStrings() {
    List<Document> documents =
        DocumentReader.read("f.json", "{\n\t\"a\\\"\":\t\"x\\ty\t\"\n}", problems);
    assertThat(problems).isEmpty();
    Node.Entry entry = ((Node.Mapping) documents.get(0).root()).entries().get(0);
    assertThat(entry.key().value()).isEqualTo("a\"");
    assertThat(((Node.Scalar) entry.value()).text().value()).isEqualTo("x\ty\t");
    assertThat(entry.value().position()).hasToString("f.json:2:9");
  }

  private Node read(String yaml) {
    return DocumentReader.read("f.yaml", yaml, problems).get(0).root();
  }
}
