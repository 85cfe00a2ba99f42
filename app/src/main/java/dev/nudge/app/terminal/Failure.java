package dev.nudge.app.terminal;

/** A command cannot go on. Its message is one line for people that says what to do. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** All went well. */
  public static final int OK = 0;

  /** The exit code when the input was wrong. */
  public static final int INPUT = 1;

  /** The exit code when the command was called wrongly. */
  public static final int USAGE = 2;

  /** The exit code when the system failed. */
  public static final int SYSTEM = 3;

  private final int exitCode;

  private Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What was given is wrong. */
  public static Failure input(String message) {
    return new Failure(INPUT, message);
  }

  /** The command was called wrongly. */
  public static Failure usage(String message) {
    return new Failure(USAGE, message);
  }

  /** What was given may be right, but a file, disk or the program itself failed. */
  public static Failure system(String message) {
    return new Failure(SYSTEM, message);
  }

  /** From 1. */
  public int exitCode() {
    return exitCode;
  }
}
