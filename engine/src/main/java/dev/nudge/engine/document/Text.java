package dev.nudge.engine.document;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A string of a document that knows where each of its characters stands there, so that an error
 * inside an expression points into the YAML string, past quotes, escapes and folded lines.
 */
public final class Text {
  private static final int[] NONE = {};

  private final String value;
  private final Position start;

  /** The column of the first character, where all stand on one line, one after the other. */
  private final int firstColumn;

  /** The line of each character and of the end; null where all stand on one line. */
  private final int @Nullable [] lines;

  private final int[] columns;

  /**
   * A text of which each character has a place of its own.
   *
   * @param lines the line of each character and, last, of the end
   * @param columns the column of each character and, last, of the end
   */
  public Text(String value, Position start, int[] lines, int[] columns) {
    if (lines.length != value.length() + 1 || columns.length != value.length() + 1) {
      throw new IllegalArgumentException("a place for each character and one for the end");
    }
    this.value = value;
    this.start = start;
    this.firstColumn = columns[0];
    this.lines = lines;
    this.columns = columns;
  }

  private Text(String value, Position start, int firstColumn) {
    this.value = value;
    this.start = start;
    this.firstColumn = firstColumn;
    this.lines = null;
    this.columns = NONE;
  }

  /** A text on one line whose first character stands at {@code start}. */
  public static Text at(Position start, String value) {
    return new Text(value, start, start.column());
  }

  /** A text on the line of {@code start} whose first character stands at a column. */
  static Text straight(String value, Position start, int firstColumn) {
    return new Text(value, start, firstColumn);
  }

  /** All that a file holds. */
  public static Text of(String file, String value) {
    int[] offsets = new int[value.length() + 1];
    Arrays.setAll(offsets, i -> i);
    int[] lines = new int[offsets.length];
    int[] columns = new int[offsets.length];
    new Source(file, value).places(offsets, lines, columns);
    return new Text(value, new Position(file, 1, 1), lines, columns);
  }

  /** The string. */
  public String value() {
    return value;
  }

  /** Where it begins in the document (its opening quote, if it has one). */
  public Position position() {
    return start;
  }

  /** Where the character at an offset stands; the end for offsets beyond it. */
  public Position position(int offset) {
    int i = Math.max(0, Math.min(offset, value.length()));
    return lines == null
        ? new Position(start.file(), start.line(), firstColumn + i)
        : new Position(start.file(), lines[i], columns[i]);
  }

  /** A part of this text, places kept. */
  public Text substring(int from, int to) {
    String part = value.substring(from, to);
    if (lines == null) {
      return new Text(part, position(from), firstColumn + from);
    }
    return new Text(
        part,
        position(from),
        Arrays.copyOfRange(lines, from, to + 1),
        Arrays.copyOfRange(columns, from, to + 1));
  }

  /** Equal strings are equal texts, wherever they stand. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Text that && value.equals(that.value));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
