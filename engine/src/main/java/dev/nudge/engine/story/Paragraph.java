package dev.nudge.engine.story;

import java.util.ArrayList;
import java.util.List;

/** A sentence broken into lines that fit the screen; a word that does not fit stays whole. */
final class Paragraph {
  private static final int WIDTH = 100;

  private Paragraph() {}

  /**
   * The lines.
   *
   * @param first what the first line begins with
   * @param indent what the others begin with
   */
  static List<String> of(String first, String indent, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
