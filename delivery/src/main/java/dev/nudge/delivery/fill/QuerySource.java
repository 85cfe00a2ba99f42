package dev.nudge.delivery.fill;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whoever answers queries. Safe for use by several threads. */
@FunctionalInterface
public interface QuerySource {
  /**
   * Asks a query.
   *
   * @param parameters by name, as in JSON, boxed
   * @param timeout after which nobody waits for the answer any more
   * @return the rows, each as JSON says it, boxed
   * @throws UnansweredException where there is no answer
   */
  List<Object> ask(String name, Map<String, Object> parameters, Duration timeout)
      throws UnansweredException;

  /** Where nobody is there to be asked: says why. */
  static QuerySource none(String reason) {
    return (name, parameters, timeout) -> {
      throw new UnansweredException(reason);
    };
  }

  /** There is no answer, and why. */
  final class UnansweredException extends Exception {
    private static final long serialVersionUID = 1;

    /** With a sentence for people. */
    public UnansweredException(String message) {
      super(message);
    }

    /** The sentence. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }
}
