package dev.nudge.engine.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.nudge.engine.expression.Comparison.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Recognises, in a checked expression, what is no more than a comparison with constants. */
final class Comparisons {
  private static final Map<String, Relation> RELATIONS =
      Map.of(
          "_==_", Relation.IS,
          "_!=_", Relation.IS_NOT,
          "_<_", Relation.UNDER,
          "_<=_", Relation.AT_MOST,
          "_>_", Relation.OVER,
          "_>=_", Relation.AT_LEAST);

  /** A name and what is selected from it, as text; empty for anything else. */
  private final Function<CelExpr, Optional<String>> path;

  Comparisons(Function<CelExpr, Optional<String>> path) {
    this.path = path;
  }

  /**
   * The comparison that an expression is: with a constant, with those of a list, or with {@code
   * true} where it is a name alone.
   */
  Optional<Comparison> of(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return named(expr).map(what -> new Comparison(what, Relation.IS, List.of(true)));
    }
    String function = expr.call().function();
    List<CelExpr> sides = expr.call().args();
    if (function.equals("!_")) {
      return not(sides.get(0));
    }
    if (function.equals("@in")) {
      return among(sides.get(0), sides.get(1))
          .or(() -> with(sides.get(1), Relation.INCLUDES, sides.get(0)));
    }
    Relation relation = RELATIONS.get(function);
    if (relation == null) {
      return Optional.empty();
    }
    return with(sides.get(0), relation, sides.get(1))
        .or(() -> with(sides.get(1), relation.mirrored(), sides.get(0)));
  }

  private Optional<Comparison> not(CelExpr expr) {
    return of(expr)
        .flatMap(
            inner ->
                switch (inner.relation()) {
                  case ONE_OF ->
                      Optional.of(
                          new Comparison(inner.what(), Relation.NONE_OF, inner.constants()));
                  case IS ->
                      inner.constants().equals(List.of(true))
                              && expr.getKind() != CelExpr.ExprKind.Kind.CALL
                          ? Optional.of(
                              new Comparison(inner.what(), Relation.IS, List.<Object>of(false)))
                          : Optional.empty();
                  case INCLUDES ->
                      Optional.of(
                          new Comparison(inner.what(), Relation.EXCLUDES, inner.constants()));
                  case IS_NOT, UNDER, AT_MOST, OVER, AT_LEAST, NONE_OF, EXCLUDES ->
                      Optional.empty();
                });
  }

  private Optional<Comparison> with(CelExpr left, Relation relation, CelExpr right) {
    return named(left)
        .flatMap(
            what -> constant(right).map(value -> new Comparison(what, relation, List.of(value))));
  }

  private Optional<Comparison> among(CelExpr left, CelExpr right) {
    if (right.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return Optional.empty();
    }
    List<Object> constants = new ArrayList<>();
    for (CelExpr element : right.list().elements()) {
      Optional<Object> constant = constant(element);
      if (constant.isEmpty()) {
        return Optional.empty();
      }
      constants.add(constant.get());
    }
    return named(left)
        .filter(what -> !constants.isEmpty())
        .map(what -> new Comparison(what, Relation.ONE_OF, List.copyOf(constants)));
  }

  private static Optional<Object> constant(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(constant.stringValue());
      case INT64_VALUE -> Optional.of(constant.int64Value());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
      case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
      default -> Optional.empty();
    };
  }

  /** {@code has(event.price)} asks whether it is there, not what it is. */
  private Optional<String> named(CelExpr expr) {
    boolean isTest = expr.getKind() == CelExpr.ExprKind.Kind.SELECT && expr.select().testOnly();
    return isTest ? Optional.empty() : path.apply(expr);
  }
}
