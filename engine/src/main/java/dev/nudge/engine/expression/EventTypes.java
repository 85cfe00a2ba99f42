package dev.nudge.engine.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The types of the current event for which an expression can be true at all, where that follows
 * from its form: {@code event.type == 'x'} and {@code event.type in ['a', 'b']}, joined by {@code
 * &&} and {@code ||}.
 */
final class EventTypes {
  private EventTypes() {}

  static Optional<Set<String>> of(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return Optional.empty();
    }
    List<CelExpr> args = expr.call().args();
    return switch (expr.call().function()) {
      case "_&&_" -> both(of(args.get(0)), of(args.get(1)));
      case "_||_" -> either(of(args.get(0)), of(args.get(1)));
      case "_==_" -> equal(args.get(0), args.get(1)).or(() -> equal(args.get(1), args.get(0)));
      case "@in" -> in(args.get(0), args.get(1));
      default -> Optional.empty();
    };
  }

  private static Optional<Set<String>> both(
      Optional<Set<String>> left, Optional<Set<String>> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    Set<String> common = new HashSet<>(left.get());
    common.retainAll(right.get());
    return Optional.of(Set.copyOf(common));
  }

  private static Optional<Set<String>> either(
      Optional<Set<String>> left, Optional<Set<String>> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Set<String> all = new HashSet<>(left.get());
    all.addAll(right.get());
    return Optional.of(Set.copyOf(all));
  }

  private static Optional<Set<String>> equal(CelExpr type, CelExpr text) {
    return isEventType(type) && isText(text)
        ? Optional.of(Set.of(text.constant().stringValue()))
        : Optional.empty();
  }

  private static Optional<Set<String>> in(CelExpr type, CelExpr list) {
    if (!isEventType(type) || list.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return Optional.empty();
    }
    Set<String> types = new HashSet<>();
    for (CelExpr element : list.list().elements()) {
      if (!isText(element)) {
        return Optional.empty();
      }
      types.add(element.constant().stringValue());
    }
    return Optional.of(Set.copyOf(types));
  }

  // The checker made the qualified name one identifier; a loop variable would have stayed a select.
  private static boolean isEventType(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.IDENT
        && Planner.global(expr.ident().name()).equals("event.type");
  }

  private static boolean isText(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }
}
