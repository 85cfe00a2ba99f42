package dev.nudge.customer.person;

/** There is no answer to a search. Its message is for whoever searched. */
public final class SearchFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean slow;

  SearchFailed(String message, boolean slow, Throwable cause) {
    super(message, cause);
    this.slow = slow;
  }

  /** Whether it took too long, and not that something is missing. */
  public boolean isSlow() {
    return slow;
  }
}
