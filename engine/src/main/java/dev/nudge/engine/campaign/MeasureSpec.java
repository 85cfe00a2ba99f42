package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Text;
import java.util.List;
import java.util.Optional;

/**
 * A number (or list) kept over a user's events.
 *
 * @param name a CEL identifier
 * @param aggregate what is computed
 * @param k how many values {@code top} keeps; 0 for the others
 * @param value CEL; what is aggregated; absent for {@code count}
 * @param events the types it looks at; empty means all
 * @param where CEL; which of these events count
 * @param sequence in place of events: count completed sequences of these; else empty
 * @param by CEL; one value per group
 * @param window which events, by time
 */
public record MeasureSpec(
    Text name,
    Aggregate aggregate,
    int k,
    Optional<Text> value,
    List<Text> events,
    Optional<Text> where,
    List<SequenceElement> sequence,
    Optional<Text> by,
    Window window) {

  /** What is computed. */
  public enum Aggregate {
    /** How many events; an int. */
    COUNT,
    /** Sum of numbers, correctly rounded; a double; 0.0 over none. */
    SUM,
    /** Least number; a double; no value over none. */
    MIN,
    /** Greatest number; a double; no value over none. */
    MAX,
    /** Sum divided by count; a double; no value over none. */
    AVG,
    /** How many different values; an int. */
    DISTINCT,
    /** The value of the earliest event; no value over none. */
    FIRST,
    /** The value of the latest event; no value over none. */
    LAST,
    /** The k greatest numbers, descending; a list of doubles. */
    TOP
  }

  /**
   * One element of a sequence: an event of one of these types (empty: any) for which where holds.
   */
  public record SequenceElement(List<Text> events, Optional<Text> where) {}
}
