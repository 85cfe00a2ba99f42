package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The errors of one operation that met kinds it is not defined for, made once for each pair of
 * kinds, so that a property of the wrong type costs no more than one of the right type.
 */
final class Mismatch {
  private static final int KINDS = Kind.values().length;

  private final String operation;
  private @Nullable EvaluationError @Nullable [] known;

  Mismatch(String operation) {
    this.operation = operation;
  }

  EvaluationError of(Kind only) {
    return of(only, Kind.ERROR);
  }

  EvaluationError of(Kind left, Kind right) {
    @Nullable EvaluationError[] errors = known;
    if (errors == null) {
      errors = new EvaluationError[KINDS * KINDS];
      known = errors;
    }
    int place = left.code() * KINDS + right.code();
    EvaluationError error = errors[place];
    if (error == null) {
      String kinds =
          right == Kind.ERROR
              ? Values.name(left)
              : Values.name(left) + " and " + Values.name(right);
      error =
          new EvaluationError(
              EvaluationError.Reason.WRONG_TYPE, operation + " is not defined for " + kinds);
      errors[place] = error;
    }
    return error;
  }
}
