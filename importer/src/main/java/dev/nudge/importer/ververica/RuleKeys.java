package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;

/** Every key of a rule, level by level. */
final class RuleKeys {

  static final Keys NODE =
      Keys.of(
          "in a node",
          "name",
          "type",
          "quantifier",
          "condition",
          "nodes",
          "edges",
          "window",
          "afterMatchStrategy",
          "afterMatchSkipStrategy",
          "attributes",
          "version");

  static final Keys QUANTIFIER =
      Keys.of(
          "in 'quantifier'",
          "consumingStrategy",
          "innerConsumingStrategy",
          "times",
          "properties",
          "untilCondition");

  static final Keys TIMES = Keys.of("in 'times'", "from", "to", "windowTime");

  static final Keys TIME = Keys.of("in a length of time", "unit", "size");

  static final Keys CONDITION =
      Keys.of(
          "in a condition",
          "type",
          "expression",
          "className",
          "nestedConditions",
          "subClassName",
          "args");

  static final Keys EDGE = Keys.of("in an edge", "source", "target", "type");

  static final Keys WINDOW = Keys.of("in 'window'", "type", "time");

  static final Keys SKIP = Keys.of("in 'afterMatchStrategy'", "type", "patternName");

  static final Grammar GRAMMAR =
      Grammar.of(NODE, QUANTIFIER, TIMES, TIME, CONDITION, EDGE, WINDOW, SKIP);

  private RuleKeys() {}
}
