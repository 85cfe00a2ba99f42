package dev.nudge.engine.expression;

/**
 * Why an expression has no value. A condition that meets one is false; it is counted by campaign
 * and reason. It is a value, not an exception: nothing is thrown on the way of an event.
 *
 * @param reason what kind of failure
 * @param detail for people, such as {@code no property 'price'}
 */
public record EvaluationError(Reason reason, String detail) {
  /** The kinds of failure, as they are counted. */
  public enum Reason {
    /** A property, key, step or event that is not there. */
    MISSING,
    /** An operation met a value of a kind that it is not defined for. */
    WRONG_TYPE,
    /** A result beyond the range of its type. */
    OVERFLOW,
    /** Division or modulus by zero. */
    DIVISION_BY_ZERO,
    /** A measure that has no value yet. */
    NO_VALUE,
    /** A list index outside the list. */
    INDEX,
    /** A conversion of a value that does not fit: {@code int('x')}. */
    CONVERSION,
    /** A regular expression that is none. */
    PATTERN,
    /** A loop over more elements than one evaluation may visit. */
    LIMIT,
    /** A script threw. */
    SCRIPT_ERROR,
    /** A script ran longer or deeper than it may. */
    SCRIPT_LIMIT
  }

  @Override
  public String toString() {
    return detail;
  }
}
