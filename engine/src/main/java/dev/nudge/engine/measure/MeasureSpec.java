package dev.nudge.engine.measure;

import dev.nudge.engine.document.Text;
import java.util.List;
import java.util.Optional;

/**
 * A number (or list) kept over a user's events.
 *
 * @param name a CEL identifier
 * @param aggregate what is computed
 * @param k how many values {@code top} keeps; 0 for the others
 * @param value CEL; what is aggregated; absent where the aggregate takes none
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

  /**
   * One element of a sequence: an event of one of these types (empty: any) for which where holds.
   */
  public record SequenceElement(List<Text> events, Optional<Text> where) {}
}
