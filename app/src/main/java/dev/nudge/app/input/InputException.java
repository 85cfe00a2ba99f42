package dev.nudge.app.input;

import java.io.IOException;

/** A file that cannot be used as a whole. Its message names the file and the way out. */
public final class InputException extends IOException {
  private static final long serialVersionUID = 1;

  /** With one line for people. */
  public InputException(String message) {
    super(message);
  }
}
