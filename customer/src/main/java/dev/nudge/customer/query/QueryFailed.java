package dev.nudge.customer.query;

import dev.nudge.engine.document.Problem;
import java.util.Optional;

/** A query that was called rightly has no answer. Its message is for whoever called. */
public final class QueryFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final transient Optional<Problem> place;

  QueryFailed(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.place = Optional.empty();
  }

  QueryFailed(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.place = Optional.empty();
  }

  QueryFailed(Reason reason, String message, Problem place, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.place = Optional.of(place);
  }

  /** Why there is no answer. */
  public enum Reason {
    /** It took longer than it may. */
    SLOW,
    /** What it computes with these values is no value, such as a division by zero. */
    VALUES,
    /** The database is not there, or too many ask it. */
    UNAVAILABLE,
    /** It does not fit the collections any more. */
    UNFIT
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /**
   * Where in its text the store failed, at the beginning of the statement where it names no place.
   */
  public Optional<Problem> place() {
    return place;
  }
}
