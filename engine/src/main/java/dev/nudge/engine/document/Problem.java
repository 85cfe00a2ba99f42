package dev.nudge.engine.document;

/**
 * Something wrong with a document. Its text names the thing and the way out.
 *
 * @param at where
 * @param severity whether the campaign can be used all the same
 * @param text one line, without the place; control characters of the document are escaped in it
 */
public record Problem(Position at, Severity severity, String text) {
  /** How bad it is. */
  public enum Severity {
    /** The campaign cannot be used. */
    ERROR,
    /** The campaign works, but perhaps not as meant. */
    WARNING
  }

  /** Whatever of the document is quoted, the text stays one line. */
  public Problem {
    text = PlainText.of(text);
  }

  /** An error. */
  public static Problem error(Position at, String text) {
    return new Problem(at, Severity.ERROR, text);
  }

  /** A warning. */
  public static Problem warning(Position at, String text) {
    return new Problem(at, Severity.WARNING, text);
  }

  /** Whether the campaign cannot be used because of it. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code file:line:col: error: text}. */
  @Override
  public String toString() {
    return at + ": " + (severity == Severity.ERROR ? "error" : "warning") + ": " + text;
  }
}
