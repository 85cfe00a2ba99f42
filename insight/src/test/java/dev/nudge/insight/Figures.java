package dev.nudge.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of docs/effects.md, which say what was measured. To write them anew after a change,
 * run the tests with {@code -Dgolden.write=true}.
 */
final class Figures {
  private static final Path FILE = Path.of("../docs/effects.md");

  private Figures() {}

  /** Fails if the table between the marks of this name is another. */
  static void areThoseOfTheDocument(String name, String table) throws IOException {
    String start = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->";
    String text = Files.readString(FILE);
    if (Boolean.getBoolean("golden.write")) {
      text =
          Pattern.compile("(?s)" + start + ".*" + end)
              .matcher(text)
              .replaceFirst(Matcher.quoteReplacement(start + table + end));
      Files.writeString(FILE, text);
    }
    assertThat(text).contains(start + table + end);
  }
}
