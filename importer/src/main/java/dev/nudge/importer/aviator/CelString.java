package dev.nudge.importer.aviator;

import java.util.Locale;

/** How strings are written in CEL. */
final class CelString {
  private CelString() {}

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
