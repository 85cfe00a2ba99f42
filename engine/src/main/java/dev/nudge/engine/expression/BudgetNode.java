package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;

/** The root of an expression with loops: gives them their budget. */
final class BudgetNode extends Node {
  /** How many elements all loops of one evaluation may visit together. */
  static final int ELEMENTS = 100_000;

  private final Node root;

  BudgetNode(Node root) {
    this.root = root;
  }

  @Override
  public Kind evaluate(Frame frame) {
    int outer = frame.budget;
    frame.budget = ELEMENTS;
    Kind kind = root.evaluate(frame);
    frame.budget = outer;
    return kind;
  }
}
