package dev.nudge.importer.aviator;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How names and strings are written in CEL. */
final class CelString {
  private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  /** Words that cannot follow a dot. */
  private static final Set<String> KEPT =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  private CelString() {}

  /** Whether {@code event.NAME} is CEL. */
  static boolean isName(String name) {
    return IDENTIFIER.matcher(name).matches() && !KEPT.contains(name);
  }

  /** A string literal in single quotes; a raw one where that saves doubled backslashes. */
  static String quoted(String value) {
    if (value.indexOf('\\') >= 0
        && value.indexOf('\'') < 0
        && value.chars().noneMatch(Character::isISOControl)) {
      return "r'" + value + "'";
    }
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\'', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '\r' -> text.append("\\r");
        default ->
            text.append(
                Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
      }
    }
    return text.append('\'').toString();
  }
}
