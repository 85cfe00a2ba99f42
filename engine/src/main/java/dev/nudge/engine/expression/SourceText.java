package dev.nudge.engine.expression;

/** A part of an expression's source, cut out at an operator, made fit to stand alone. */
final class SourceText {
  private SourceText() {}

  /** Without the parentheses whose partners were cut off, and on one line. */
  static String of(String cut) {
    String text = cut.replaceAll("\\s+", " ").strip();
    for (int open = open(text); open != 0; open = open(text)) {
      boolean atEnd = open < 0;
      int last = text.length() - 1;
      if (atEnd ? last < 0 || text.charAt(last) != ')' : text.isEmpty() || text.charAt(0) != '(') {
        return text;
      }
      text = (atEnd ? text.substring(0, last) : text.substring(1)).strip();
    }
    return text;
  }

  /** How many more parentheses are opened than closed, those in strings not counted. */
  private static int open(String text) {
    int open = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
      }
    }
    return open;
  }
}
