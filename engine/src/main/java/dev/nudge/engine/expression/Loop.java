package dev.nudge.engine.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.List;
import java.util.Optional;

/**
 * A loop as it was written, read back from the comprehension that its macro became.
 *
 * @param variable its variable
 * @param range what it goes over
 * @param body the condition, or for {@code map} the result
 * @param filter the condition of {@code filter} and of the longer {@code map}
 */
record Loop(Macro macro, String variable, CelExpr range, CelExpr body, Optional<CelExpr> filter) {
  /** The macros that are loops. */
  enum Macro {
    ALL,
    EXISTS,
    EXISTS_ONE,
    MAP
  }

  static Loop of(CelComprehension loop) {
    CelExpr step = loop.loopStep();
    List<CelExpr> parts = step.call().args();
    if (loop.accuInit().getKind() == CelExpr.ExprKind.Kind.LIST) {
      Optional<CelExpr> filter = Optional.empty();
      if (parts.size() == 3) {
        filter = Optional.of(parts.get(0));
        parts = parts.get(1).call().args();
      }
      CelExpr result = parts.get(1).list().elements().get(0);
      return new Loop(Macro.MAP, loop.iterVar(), loop.iterRange(), result, filter);
    }
    CelConstant init = loop.accuInit().constant();
    if (init.getKind() == CelConstant.Kind.INT64_VALUE) {
      return new Loop(
          Macro.EXISTS_ONE, loop.iterVar(), loop.iterRange(), parts.get(0), Optional.empty());
    }
    Macro macro = init.booleanValue() ? Macro.ALL : Macro.EXISTS;
    return new Loop(macro, loop.iterVar(), loop.iterRange(), parts.get(1), Optional.empty());
  }
}
