package dev.nudge.engine.document;

/**
 * Text of others as people may see it: on one line, in one direction, without commands to the
 * terminal. Whoever writes for people writes through this; a user called {@code "\u001b[2J\nu2"}
 * must neither clear a screen nor forge a line.
 */
public final class PlainText {
  private static final String HEX = "0123456789ABCDEF";

  private PlainText() {}

  /**
   * The text itself where it is plain, or a copy in which each control character is spelt as JSON
   * spells it: {@code \n}, {@code \u001B}. Costs a look at each character.
   */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return escaped(text, i);
      }
    }
    return text;
  }

  /**
   * Whether a character does something to what is written around it: the control characters (C0,
   * DEL and C1), the ends of lines and paragraphs, and what turns the direction of writing. They
   * are what JSON may carry as {@code \}{@code uXXXX}, so a valid JSON string stays valid, and the
   * same.
   */
  public static boolean isControl(char c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** A control character, spelt out. */
  public static String escaped(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          "\\u"
              + HEX.charAt(c >> 12)
              + HEX.charAt(c >> 8 & 15)
              + HEX.charAt(c >> 4 & 15)
              + HEX.charAt(c & 15);
    };
  }

  private static String escaped(String text, int from) {
    StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c)) {
        plain.append(escaped(c));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
