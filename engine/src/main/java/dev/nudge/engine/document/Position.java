package dev.nudge.engine.document;

/**
 * A place in a document.
 *
 * @param file as the user named it
 * @param line from 1; 0 where there are no lines, as in an environment variable
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) implements Comparable<Position> {
  /** The whole of something that has no lines, such as an environment variable. */
  public static Position whole(String name) {
    return new Position(name, 0, 1);
  }

  @Override
  public int compareTo(Position other) {
    int order = file.compareTo(other.file);
    order = order != 0 ? order : Integer.compare(line, other.line);
    return order != 0 ? order : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
