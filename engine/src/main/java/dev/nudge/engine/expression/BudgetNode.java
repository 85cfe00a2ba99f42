package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Weight;
import java.util.List;

/** The root of an expression that goes through or builds something: gives it its budget. */
final class BudgetNode extends Node {
  /** How many elements all loops of one evaluation may visit together. */
  static final int ELEMENTS = 100_000;

  /** How much text, lists and maps one evaluation may build, all together; see {@link Weight}. */
  static final int BYTES = 1024 * 1024;

  /** How much one offer, or one text of the journal, may come to. */
  static final int OFFER_BYTES = 256 * 1024;

  static final EvaluationError TOO_LARGE =
      new EvaluationError(
          EvaluationError.Reason.LIMIT, "more than " + BYTES + " bytes built in one evaluation");

  static final EvaluationError OFFER_TOO_LARGE =
      new EvaluationError(
          EvaluationError.Reason.LIMIT, "an offer of more than " + OFFER_BYTES + " bytes");

  private final Node root;

  BudgetNode(Node root) {
    this.root = root;
  }

  @Override
  public Kind evaluate(Frame frame) {
    int outer = frame.budget;
    long outerBytes = frame.bytes;
    frame.budget = ELEMENTS;
    frame.bytes = BYTES;
    Kind kind = root.evaluate(frame);
    frame.budget = outer;
    frame.bytes = outerBytes;
    return kind;
  }

  @Override
  boolean answers() {
    return root.answers();
  }

  @Override
  public List<AccessPredicate> access() {
    return root.access();
  }

  /** Takes from the bytes that are left; false where there are not so many. */
  static boolean take(Frame frame, long bytes) {
    frame.bytes -= bytes;
    return frame.bytes >= 0;
  }
}
