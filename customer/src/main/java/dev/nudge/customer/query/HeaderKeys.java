package dev.nudge.customer.query;

import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;

/** Every key of a query's header. */
final class HeaderKeys {
  static final Keys TOP =
      Keys.of("at the top", "description", "parameters", "cache", "access", "timeout", "rows");
  static final Keys PARAMETER =
      Keys.of(
          "in a parameter",
          "type",
          "description",
          "required",
          "default",
          "min",
          "max",
          "most",
          "one_of");
  static final Grammar GRAMMAR = Grammar.of(TOP, PARAMETER);

  private HeaderKeys() {}
}
