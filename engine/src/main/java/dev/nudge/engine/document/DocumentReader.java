package dev.nudge.engine.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2, and JSON, which is a part of it: as many documents as the file holds.
 *
 * <p>Duplicate keys, tags, merge keys, a file over {@link #MOST_CHARACTERS} characters, a document
 * nested deeper than 64 levels or of more than 100,000 values (aliases expanded) are errors. Linear
 * in the length of the text.
 */
public final class DocumentReader {
  /** A file may be this long. */
  public static final int MOST_CHARACTERS = 16 * 1024 * 1024;

  private static final Pattern NEXT_DOCUMENT = Pattern.compile("^---(?=\\s|$)", Pattern.MULTILINE);

  /** Dear to make, and the same for all; the length of a text is checked before it is parsed. */
  static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private DocumentReader() {}

  /**
   * The documents of a file, in order; a document with a syntax error is left out, and reading goes
   * on at the next {@code ---} line.
   *
   * @param file as the user named it; what ends in {@code .json}, or is JSON, may be indented with
   *     tabs
   */
  public static List<Document> read(String file, String text, List<Problem> problems) {
    List<Document> documents = new ArrayList<>();
    if (text.length() > MOST_CHARACTERS) {
      problems.add(
          Problem.error(
              new Position(file, 1, 1),
              "the file has more than " + MOST_CHARACTERS + " characters; split it"));
      return documents;
    }
    Source source = new Source(file, JsonTabs.toSpaces(file, text));
    int unprintable = firstUnprintable(text);
    if (unprintable >= 0) {
      String code = String.format(Locale.ROOT, "U+%04X", text.codePointAt(unprintable));
      problems.add(
          Problem.error(
              source.position(unprintable), "control character " + code + " in the text"));
      return documents;
    }
    int from = 0;
    while (from >= 0) {
      from = readFrom(source, from, documents, problems);
    }
    return documents;
  }

  /** Reads to the end (and returns -1) or past an error (and returns where to go on, or -1). */
  private static int readFrom(
      Source source, int from, List<Document> documents, List<Problem> problems) {
    int base = source.index(from);
    String rest = source.text().substring(from);
    int stopped;
    try {
      new Composer(source, base, problems)
          .compose(new Parse(SETTINGS).parseString(rest), documents);
      return -1;
    } catch (MarkedYamlEngineException e) {
      problems.add(SyntaxProblem.of(e, source, base));
      stopped = SyntaxProblem.offset(e, source, base);
    } catch (Unreadable e) {
      problems.add(Problem.error(source.position(e.offset()), e.text()));
      stopped = e.offset();
    } catch (YamlEngineException e) {
      String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      problems.add(Problem.error(source.position(from), "syntax: " + text));
      stopped = from;
    }
    Matcher next = NEXT_DOCUMENT.matcher(source.text());
    return next.find(Math.max(from + 1, stopped)) ? next.start() : -1;
  }

  private static int firstUnprintable(String text) {
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (!StreamReader.isPrintable(codePoint)) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return -1;
  }
}
