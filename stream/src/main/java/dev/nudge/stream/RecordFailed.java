package dev.nudge.stream;

/** A record was the reason of a failure, and would be again. */
final class RecordFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  RecordFailed(Throwable cause) {
    super(cause);
  }
}
