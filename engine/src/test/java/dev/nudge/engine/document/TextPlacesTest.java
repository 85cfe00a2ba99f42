package dev.nudge.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextPlacesTest {

  @Test
  void aPlainScalarStandsWhereItIsWritten() {
    assertPlaces("key: ab c", "ab c", "1:6 1:7 1:8 1:9 1:10");
  }

  @Test
  void aPlainScalarOverTwoLinesIsFoldedToASpace() {
    assertPlaces("key: ab\n  cd  # e", "ab cd", "1:6 1:7 1:8 2:3 2:4 2:5");
  }

  @Test
  void anEmptyLineInAPlainScalarIsALineFeed() {
    assertPlaces("key: a \n\n\n  b\n", "a\n\nb", "1:6 2:1 3:1 4:3 4:4");
  }

  @Test
  void aSingleQuotedScalarBeginsAfterItsQuote() {
    assertPlaces("key: 'a''b' # c", "a'b", "1:7 1:8 1:10 1:11");
    assertThat(text("key: 'ab'").position()).hasToString("f.yaml:1:6");
  }

  @Test
  void aSingleQuotedScalarKeepsItsInnerSpaces() {
    assertPlaces("key: ' a \n\n  b '", " a\nb ", "1:7 1:8 2:1 3:3 3:4 3:5");
  }

  @Test
  void escapesOfADoubleQuotedScalarStandAtTheirBackslash() {
    assertPlaces(
        "key: \"a\\\"\\u0041\\x41\\U0001F600b\"",
        "a\"AA\uD83D\uDE00b",
        "1:7 1:8 1:10 1:16 1:20 1:20 1:30 1:31");
  }

  @Test
  void anEscapedLineBreakJoinsTheLines() {
    assertPlaces("key: \"a \\\n   b\\\n  \\ c\"", "a b c", "1:7 1:8 2:4 3:3 3:5 3:6");
  }

  @Test
  void aJsonSurrogatePairIsTwoEscapes() {
    assertPlaces("{\"k\": \"\\ud83d\\ude00x\"}", "\uD83D\uDE00x", "1:8 1:14 1:20 1:21");
  }

  @Test
  void aLiteralBlockKeepsItsLines() {
    assertPlaces(
        "key: |\n  a\n   b\n\n  c\n", "a\n b\n\nc\n", "2:3 2:4 3:3 3:4 3:5 4:1 5:3 5:4 5:4");
    assertThat(text("key: |\n  a\n").position()).hasToString("f.yaml:1:6");
  }

  @Test
  void aLiteralBlockMayStripItsEnd() {
    assertPlaces("key: |-  # why\n    ab\n\n\nnext: 1", "ab", "2:5 2:6 2:7");
  }

  @Test
  void aLiteralBlockMayKeepItsEnd() {
    assertPlaces("key: |+\n  a\n\n", "a\n\n", "2:3 2:4 3:1 3:1");
  }

  @Test
  void aLiteralBlockMayNameItsIndentation() {
    assertPlaces("key: |1-\n   a\n  b", "  a\n b", "2:2 2:3 2:4 2:5 3:2 3:3 3:4");
  }

  @Test
  void aFoldedBlockJoinsLinesButNotIndentedOnes() {
    assertPlaces(
        "key: >-\n  a\n  b\n\n  c\n   d\n  e\n",
        "a b\nc\n d\ne",
        "2:3 2:4 3:3 4:1 5:3 5:4 6:3 6:4 6:5 7:3 7:4");
  }

  @Test
  void aCharacterBeyondTheBasicPlaneIsOneColumn() {
    assertPlaces("\uD83D\uDE00: \uD83D\uDE00 a", "\uD83D\uDE00 a", "1:4 1:4 1:5 1:6 1:7");
  }

  @Test
  void windowsLineEndsCountOnce() {
    assertPlaces("a: 1\r\nkey: x\r\n  y\r\n", "x y", "2:6 2:7 3:3 3:4");
    assertPlaces("a: 1\r\nkey: |\r\n  x\r\n  y\r\n", "x\ny\n", "3:3 3:4 4:3 4:4 4:4");
    assertPlaces("a: 1\r\nkey: \"x\r\n\r\n  y\"\r\n", "x\ny", "2:7 3:1 4:3 4:4");
  }

  @Test
  void aByteOrderMarkTakesNoColumn() {
    assertPlaces("\uFEFFkey: ab", "ab", "1:6 1:7 1:8");
  }

  @Test
  void anAnchorBeforeAScalarIsNotPartOfIt() {
    assertPlaces("key: &x 'ab'", "ab", "1:10 1:11 1:12");
  }

  @Test
  void placesOfLaterDocumentsCountFromTheFilesStart() {
    assertPlaces("a: b\n---\nc: d\n---\n\nkey: ab", "ab", "6:6 6:7 6:8");
  }

  private static void assertPlaces(String yaml, String value, String places) {
    Text text = text(yaml);
    assertThat(text.value()).isEqualTo(value);
    List<String> actual = new ArrayList<>();
    for (int i = 0; i <= value.length(); i++) {
      actual.add(text.position(i).line() + ":" + text.position(i).column());
    }
    assertThat(String.join(" ", actual)).isEqualTo(places);
  }

  /** The last value of the last document. */
  private static Text text(String yaml) {
    List<Problem> problems = new ArrayList<>();
    List<Document> documents = DocumentReader.read("f.yaml", yaml, problems);
    assertThat(problems).isEmpty();
    Node.Mapping root = (Node.Mapping) documents.get(documents.size() - 1).root();
    Node value = root.entries().get(root.entries().size() - 1).value();
    if (root.entries().size() > 1 && root.entries().get(1).key().value().equals("next")) {
      value = root.entries().get(0).value();
    }
    return ((Node.Scalar) value).text();
  }
}
