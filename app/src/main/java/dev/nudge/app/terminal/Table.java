package dev.nudge.app.terminal;

import dev.nudge.engine.document.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Rows of text in columns: the first to the left, the others, numbers, to the right. */
public final class Table {
  private final boolean words;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table whose first column names numbers. */
  public Table() {
    this(false);
  }

  private Table(boolean words) {
    this.words = words;
  }

  /** A table of words: all columns to the left. */
  public static Table ofWords() {
    return new Table(true);
  }

  /** Adds a row; all rows have as many cells, which are as wide as they are written. */
  public Table row(String... cells) {
    rows.add(Stream.of(cells).map(PlainText::of).toList());
    return this;
  }

  /** A number with its thousands apart: {@code 1,234,567}. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 1 event}, {@code 2 events}. */
  public static String count(long value, String thing) {
    return number(value) + " " + thing + (value == 1 ? "" : "s");
  }

  /** The lines, each after this much space. */
  public List<String> lines(String indent) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        String gap = i == 0 ? "" : "  ";
        line.append(gap).append(i == 0 || words ? row.get(i) + space : space + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
