package dev.nudge.importer.aviator;

import dev.nudge.engine.document.Problem;

/** An expression that is wrong, or has no counterpart in CEL. */
public final class Untranslatable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ExpressionPosition at;

  Untranslatable(ExpressionPosition at, String text) {
    super(text, null, false, false);
    this.at = at;
  }

  /** Where, and what to do. */
  public Problem problem() {
    return at.error(String.valueOf(getMessage()));
  }
}
