package dev.nudge.importer;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.importer.draft.Pointer;

/** Brings positions in a part of a file to positions in the file. */
sealed interface FilePositions {
  /** The position in the file. */
  Position inFile(Position at);

  /** The JSON pointer of a position; empty for the whole. */
  String pointer(Position at);

  /** A problem at its place in the file, its pointer before its text. */
  default Problem inFile(Problem problem) {
    String pointer = pointer(problem.at());
    return new Problem(
        inFile(problem.at()),
        problem.severity(),
        pointer.isEmpty() ? problem.text() : pointer + ": " + problem.text());
  }

  /**
   * In a value of a file.
   *
   * @param lines how many come before it
   */
  record InValue(int lines, Node root) implements FilePositions {
    @Override
    public Position inFile(Position at) {
      return new Position(at.file(), at.line() + lines, at.column());
    }

    @Override
    public String pointer(Position at) {
      return Pointer.to(root, at).toString();
    }
  }

  /** In JSON that stands in a string, as in a column of a table. */
  record InString(FilePositions outside, Text string, Node root) implements FilePositions {
    @Override
    public Position inFile(Position at) {
      String text = string.value();
      int offset = 0;
      for (int line = 1; line < at.line(); line++) {
        offset = text.indexOf('\n', offset) + 1;
      }
      int left = text.codePointCount(offset, text.length());
      return outside.inFile(
          string.position(text.offsetByCodePoints(offset, Math.min(left, at.column() - 1))));
    }

    @Override
    public String pointer(Position at) {
      return outside.pointer(string.position()) + Pointer.to(root, at);
    }
  }
}
