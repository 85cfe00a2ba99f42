package dev.nudge.job;

import dev.nudge.engine.document.PlainText;

/** No job is submitted. Its message is one line for people that says what to do. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  static final int OK = 0;
  static final int INPUT = 1;
  static final int USAGE = 2;
  static final int SYSTEM = 3;

  final int exitCode;

  Refusal(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** As it is shown. */
  String line() {
    return "nudge: " + PlainText.of(String.valueOf(getMessage()));
  }
}
