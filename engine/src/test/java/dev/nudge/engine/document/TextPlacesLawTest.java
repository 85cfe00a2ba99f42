package dev.nudge.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the style, each character of a value stands where its source does. */
class TextPlacesLawTest {
  private static final List<String> BREAKS = List.of("\n", "\r\n", "\r");

  @Property
  void charactersOfPlainScalarsStandAtThemselves(@ForAll("folded") String raw) {
    assertPlaces("key: x" + raw + "\nnext: 1", false);
  }

  @Property
  void charactersOfSingleQuotedScalarsStandAtThemselves(@ForAll("folded") String raw) {
    assertPlaces("key: '" + raw.replace("\"", "''") + "'\nnext: 1", false);
  }

  @Property
  void charactersOfDoubleQuotedScalarsStandAtThemselvesOrTheirEscape(
      @ForAll("escaped") String raw) {
    assertPlaces("key: \"" + raw + "\"\nnext: 1", true);
  }

  @Property
  void charactersOfBlocksStandAtThemselves(
      @ForAll("header") String header, @ForAll("block") String body) {
    assertPlaces("- key: " + header + body + "  next: 1", false);
    assertPlaces("- key: " + header + body, false);
  }

  @Provide
  Arbitrary<String> folded() {
    Arbitrary<String> word = Arbitraries.of("a", "b,", "\"", "\uD83D\uDE00", "é", "1.5");
    Arbitrary<String> gap =
        Arbitraries.of("", " ", "  ", "\t", "\n  ", " \r\n   ", "\n\n ", "\r \r  ");
    return pairs(word, gap).map(raw -> raw.replaceAll("[\\s]+$", ""));
  }

  @Provide
  Arbitrary<String> escaped() {
    Arbitrary<String> word =
        Arbitraries.of(
            "a",
            "b",
            "'",
            "\uD83D\uDE00",
            "\\n",
            "\\u00e9",
            "\\x41",
            "\\U0001F600",
            "\\\"",
            "\\\\",
            "\\/",
            "\\ ",
            "\\t",
            "\\ud83d\\ude00",
            "\\0");
    Arbitrary<String> gap =
        Arbitraries.of("", " ", "  ", "\n  ", " \r\n ", "\n\n ", "\\\n  ", " \\\r\n\n ", "\t");
    return pairs(word, gap);
  }

  private static Arbitrary<String> pairs(Arbitrary<String> word, Arbitrary<String> gap) {
    return Combinators.combine(word, gap)
        .as(String::concat)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> header() {
    Arbitrary<String> style = Arbitraries.of("|", ">");
    Arbitrary<String> chomping = Arbitraries.of("", "-", "+", "2", "2-", "+2");
    Arbitrary<String> comment = Arbitraries.of("", " # why", "  ");
    return Combinators.combine(style, chomping, comment).as((a, b, c) -> a + b + c);
  }

  @Provide
  Arbitrary<String> block() {
    Arbitrary<String> line =
        Arbitraries.of(
            "a", "bc", "", " a", "  b c", "\ta", "\uD83D\uDE00 x", "   ", "# no comment");
    Arbitrary<String> end = Arbitraries.of(BREAKS);
    return Combinators.combine(line, end)
        .as((text, lineEnd) -> (text.isEmpty() ? "" : "    " + text) + lineEnd)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(lines -> "\n    first\n" + String.join("", lines));
  }

  private static void assertPlaces(String yaml, boolean escapes) {
    List<Problem> problems = new ArrayList<>();
    List<Document> documents = DocumentReader.read("f.yaml", yaml, problems);
    assertThat(problems).as(yaml).isEmpty();
    Node root = documents.get(0).root();
    Node.Mapping mapping =
        (Node.Mapping) (root instanceof Node.Listing list ? list.elements().get(0) : root);
    Text text = ((Node.Scalar) mapping.entries().get(0).value()).text();
    List<String> lines = List.of(yaml.split("\r\n|\r|\n", -1));
    int[] codePoints = text.value().codePoints().toArray();
    int offset = 0;
    Position before = text.position(0);
    for (int codePoint : codePoints) {
      Position at = text.position(offset);
      int found = characterAt(lines, at);
      boolean blank = codePoint == ' ' || codePoint == '\n' || codePoint == '\t';
      boolean escape = escapes && found == '\\';
      assertThat(escape || (blank && isBlankOrEnd(found)) || found == codePoint)
          .as("%s in %s at %s", Character.toString(codePoint), yaml, at)
          .isTrue();
      assertThat(at).isGreaterThanOrEqualTo(before);
      before = at;
      offset += Character.charCount(codePoint);
    }
    assertThat(text.position(offset)).isGreaterThanOrEqualTo(before);
  }

  private static boolean isBlankOrEnd(int character) {
    return character == -1 || character == ' ' || character == '\t';
  }

  private static int characterAt(List<String> lines, Position at) {
    int[] line = lines.get(at.line() - 1).codePoints().toArray();
    return at.column() <= line.length ? line[at.column() - 1] : -1;
  }
}
