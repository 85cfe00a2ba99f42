package dev.nudge.engine.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;

/** All parts of an expression, each after its own parts, as dev.cel's navigation has them. */
final class Parts {
  private final List<CelExpr> parts = new ArrayList<>();

  private Parts() {}

  static List<CelExpr> of(CelExpr expr) {
    Parts all = new Parts();
    all.add(expr);
    return all.parts;
  }

  private void add(CelExpr expr) {
    switch (expr.getKind()) {
      case SELECT -> add(expr.select().operand());
      case CALL -> {
        if (expr.call().target().isPresent()) {
          add(expr.call().target().get());
        }
        add(expr.call().args());
      }
      case LIST -> add(expr.list().elements());
      case STRUCT -> {
        for (CelExpr.CelStruct.Entry entry : expr.struct().entries()) {
          add(entry.value());
        }
      }
      case MAP -> {
        for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
          add(entry.key());
          add(entry.value());
        }
      }
      case COMPREHENSION -> {
        CelExpr.CelComprehension loop = expr.comprehension();
        add(loop.iterRange());
        add(loop.accuInit());
        add(loop.loopCondition());
        add(loop.loopStep());
        add(loop.result());
      }
      default -> {}
    }
    parts.add(expr);
  }

  private void add(List<CelExpr> exprs) {
    for (CelExpr expr : exprs) {
      add(expr);
    }
  }
}
