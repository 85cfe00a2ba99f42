package dev.nudge.engine.document;

/** A document that cannot be read on: leaves the composer, never the package. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  Unreadable(int offset, String text) {
    super(text, null, false, false);
    this.offset = offset;
  }

  /** Where in the source. */
  int offset() {
    return offset;
  }

  /** What is wrong, in one line. */
  String text() {
    return String.valueOf(getMessage());
  }
}
