package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Stateless: one serves all threads. */
public interface Expression {
  /**
   * Evaluates; the value is left in the frame, boxed or not as its kind says. {@link Kind#ERROR}
   * leaves an {@link EvaluationError} in {@code frame.ref}. Never throws.
   */
  Kind evaluate(Frame frame);

  /**
   * The value where it is a text that lies ready: as {@link #evaluate} would leave it, but nothing
   * is written to the frame, since a reference costs more to write than to read. Null where it is
   * no text, or none is there, or it is to be evaluated.
   */
  default @Nullable String text(Frame frame) {
    return null;
  }

  /**
   * What can be told of it without evaluating it: where any one of these does not hold, it is
   * false, and raises no error. None where nothing can be told.
   */
  default List<AccessPredicate> access() {
    return List.of();
  }

  /**
   * The measures that it compares with constant numbers, by their index in the scope, if it does
   * nothing else: then it fails only where one of them is no number.
   */
  default Optional<Set<Integer>> compares() {
    return Optional.empty();
  }

  /** The property that it reads as it is, if it does nothing else. */
  default Optional<AccessPredicate.Read> read() {
    return Optional.empty();
  }
}
