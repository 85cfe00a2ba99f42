package dev.nudge.importer;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into the JSON values that follow one another in it, such as JSON lines. What stands
 * between them must be white space; otherwise the text is left whole, for the reader to complain
 * of.
 */
final class TopLevelValues {
  /**
   * A part of a text.
   *
   * @param lines how many lines come before it
   * @param text the part, indented as it stood
   */
  record Part(int lines, String text) {}

  private TopLevelValues() {}

  /** Linear in the length of the text. */
  static List<Part> of(String text) {
    List<Part> parts = new ArrayList<>();
    int lines = 0;
    int from = 0;
    while (true) {
      int start = from;
      int lineStart = from;
      while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
        if (text.charAt(start++) == '\n') {
          lines++;
          lineStart = start;
        }
      }
      if (start == text.length()) {
        return parts.size() > 1 ? parts : whole(text);
      }
      int end = end(text, start);
      if (end < 0) {
        return whole(text);
      }
      // Only on a line of its own does a value keep its columns.
      if (from > 0 && lineStart == from) {
        return whole(text);
      }
      parts.add(new Part(lines, text.substring(lineStart, end)));
      lines += (int) text.substring(start, end).chars().filter(c -> c == '\n').count();
      from = end;
    }
  }

  private static List<Part> whole(String text) {
    return List.of(new Part(0, text));
  }

  /** Where the object or list that begins here ends; -1 if none does. */
  private static int end(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      if (depth == 0) {
        return i > start ? i + 1 : -1;
      }
    }
    return -1;
  }
}
