package dev.nudge.engine.document;

import java.util.Arrays;

/**
 * Something wrong with a document. Its text names the thing and the way out.
 *
 * @param at where
 * @param severity whether the campaign can be used all the same
 * @param text one line, without the place; control characters of the document are escaped in it
 */
public record Problem(Position at, Severity severity, String text) {
  /** Nobody reads more; what is quoted in a text may be as long as a document. */
  private static final int LONGEST_TEXT = 1_000;

  /** How bad it is. */
  public enum Severity {
    /** The campaign cannot be used. */
    ERROR,
    /** The campaign works, but perhaps not as meant. */
    WARNING
  }

  /** Whatever of the document is quoted, the text stays one line that people read. */
  public Problem {
    String shown = text;
    if (shown.length() > LONGEST_TEXT) {
      int half = LONGEST_TEXT / 2;
      shown = shown.substring(0, half) + " ... " + shown.substring(shown.length() - half);
    }
    text = PlainText.of(shown);
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

  /** An error of this program over a document, in words that help whoever mends it. */
  public static Problem fault(Position at, Throwable thrown) {
    String place =
        Arrays.stream(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("dev.nudge."))
            .findFirst()
            .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
            .orElse("");
    return error(
        at,
        "this is a fault of Nudge, not of the document, which is not used: "
            + thrown
            + place
            + "; please report it together with the document");
  }

  /** {@code file:line:col: error: text}. */
  @Override
  public String toString() {
    return at + ": " + (severity == Severity.ERROR ? "error" : "warning") + ": " + text;
  }
}
