package dev.nudge.engine.measure;

import java.util.List;
import java.util.Optional;

/**
 * The compiled expressions of a measure, each where its {@link
 * dev.nudge.engine.measure.MeasureSpec} has one.
 *
 * @param value what is aggregated
 * @param where which events count
 * @param sequence the {@code where} of each element of the sequence, in its order
 * @param by the group
 */
public record MeasureExpressions(
    Optional<MeasureExpression> value,
    Optional<MeasureExpression> where,
    List<Optional<MeasureExpression>> sequence,
    Optional<MeasureExpression> by) {
  /** No expressions at all. */
  public static final MeasureExpressions NONE =
      new MeasureExpressions(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

  /** Keeps a copy of the list. */
  public MeasureExpressions {
    sequence = List.copyOf(sequence);
  }
}
