package dev.nudge.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import java.util.Set;

/**
 * Tells which parts of an expression take their kind of number from the data: properties, and what
 * is computed from them. JSON has one kind of number, and a producer writes 50.00 as {@code 50}, so
 * arithmetic must not tell the two apart there. Constants, measures and conversions have a kind
 * that the campaign itself declares.
 */
final class Undeclared {
  private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "_%_", "-_");

  /** What gives a part of a list or map, or a sum of its parts. */
  private static final Set<String> OF_PARTS = Set.of("sum", "min", "max", "_[_]", "_[?_]");

  private Undeclared() {}

  static boolean is(CelAbstractSyntaxTree tree, CelExpr expr) {
    return switch (expr.getKind()) {
      case CALL -> call(tree, expr);
      case IDENT -> isDynamic(tree, expr);
      // What is made of such values holds them, whatever kind was inferred for it.
      case LIST -> expr.list().elements().stream().anyMatch(part -> is(tree, part));
      case MAP -> expr.map().entries().stream().anyMatch(entry -> is(tree, entry.value()));
      case COMPREHENSION -> is(tree, expr.comprehension().loopStep());
      case SELECT ->
          (isDynamic(tree, expr) && readsData(expr))
              || (isMade(expr.select().operand()) && is(tree, expr.select().operand()));
      default -> isDynamic(tree, expr) && readsData(expr);
    };
  }

  /** Whether a value is put together in the expression itself. */
  private static boolean isMade(CelExpr expr) {
    return switch (expr.getKind()) {
      case MAP, CALL -> true;
      default -> false;
    };
  }

  private static boolean call(CelAbstractSyntaxTree tree, CelExpr expr) {
    CelExpr.CelCall call = expr.call();
    String name = call.function();
    if (ARITHMETIC.contains(name)) {
      return call.args().stream().anyMatch(part -> is(tree, part));
    } else if (name.equals("dyn")) {
      return is(tree, call.args().get(0));
    } else if (name.equals("_?_:_")) {
      return is(tree, call.args().get(1)) || is(tree, call.args().get(2));
    }
    if (OF_PARTS.contains(name) && is(tree, call.args().get(0))) {
      return true;
    }
    return isDynamic(tree, expr) && readsData(expr);
  }

  private static boolean isDynamic(CelAbstractSyntaxTree tree, CelExpr expr) {
    return tree.getType(expr.id()).orElse(SimpleType.DYN).equals(SimpleType.DYN);
  }

  /** Whether anything but constants is in it. */
  private static boolean readsData(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT, NOT_SET -> false;
      case SELECT -> readsData(expr.select().operand());
      case CALL ->
          expr.call().target().stream().anyMatch(Undeclared::readsData)
              || expr.call().args().stream().anyMatch(Undeclared::readsData);
      case LIST -> expr.list().elements().stream().anyMatch(Undeclared::readsData);
      case MAP ->
          expr.map().entries().stream()
              .anyMatch(entry -> readsData(entry.key()) || readsData(entry.value()));
      default -> true;
    };
  }
}
