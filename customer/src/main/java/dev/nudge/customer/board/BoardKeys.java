package dev.nudge.customer.board;

import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;

/** Every key of a board, level by level. */
final class BoardKeys {
  static final Keys TOP =
      Keys.of("at the top", "title", "description", "refresh", "parameters", "panels");
  static final Keys PARAMETER = Keys.of("in a parameter", "label", "default");
  static final Keys PANEL =
      Keys.of(
          "in a panel",
          "title",
          "show",
          "query",
          "with",
          "column",
          "beside",
          "x",
          "y",
          "kind",
          "unit",
          "width",
          "rows");
  static final Grammar GRAMMAR = Grammar.of(TOP, PARAMETER, PANEL);

  private BoardKeys() {}
}
