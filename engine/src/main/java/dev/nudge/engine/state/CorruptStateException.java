package dev.nudge.engine.state;

/** Bytes that are no state of a user, or one of a version this program does not know. */
public final class CorruptStateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was found and what was expected. */
  public CorruptStateException(String message) {
    super(message);
  }
}
