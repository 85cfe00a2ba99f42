package dev.nudge.app.replay;

/**
 * An event is older than what has been fired before it, in the belief that events are in time
 * order.
 */
final class OutOfOrderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutOfOrderException() {
    super("the events are not in time order");
  }
}
