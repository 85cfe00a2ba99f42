package dev.nudge.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.TypeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a checked expression apart at its outermost {@code &&}. Of each clause, the parts worth
 * seeing are the names it reads, with all that is selected from them ({@code event.price}, {@code
 * views[0].price}, {@code size(views)}), and, of a comparison, a side that is computed.
 */
final class Dissection {
  private static final Set<String> COMPARISONS =
      Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in");

  private final String source;
  private final CelAbstractSyntaxTree tree;
  private final Scope scope;
  private final List<Clause> clauses = new ArrayList<>();

  private Dissection(String source, CelAbstractSyntaxTree tree, Scope scope) {
    this.source = source;
    this.tree = tree;
    this.scope = scope;
  }

  static List<Clause> of(String source, CelAbstractSyntaxTree tree, Scope scope) {
    Dissection dissection = new Dissection(source, tree, scope);
    dissection.clauses(tree.getExpr(), 0, source.length());
    return List.copyOf(dissection.clauses);
  }

  /** The expression is all that stands between two offsets of the source. */
  private void clauses(CelExpr expr, int from, int to) {
    if (isCall(expr, "_&&_")) {
      int at = offset(expr);
      clauses(expr.call().args().get(0), from, at);
      clauses(expr.call().args().get(1), at + 2, to);
      return;
    }
    Map<String, CelExpr> parts = new LinkedHashMap<>();
    if (expr.getKind() == CelExpr.ExprKind.Kind.CALL
        && COMPARISONS.contains(expr.call().function())) {
      int at = offset(expr);
      int width = expr.call().function().replaceAll("[_@]", "").length();
      side(expr.call().args().get(0), from, at, parts);
      side(expr.call().args().get(1), at + width, to, parts);
    }
    names(expr, Variables.NONE, parts);
    clauses.add(
        new Clause(
            part(SourceText.of(source.substring(from, to)), expr),
            parts.entrySet().stream().map(part -> part(part.getKey(), part.getValue())).toList(),
            new Comparisons(named -> path(named, Variables.NONE)).of(expr)));
  }

  private Clause.Part part(String text, CelExpr expr) {
    return new Clause.Part(text, new Planner(tree, scope).plan(expr));
  }

  /** A side of a comparison that is neither a name nor a constant: its value is worth seeing. */
  private void side(CelExpr expr, int from, int to, Map<String, CelExpr> into) {
    Map<String, CelExpr> read = new LinkedHashMap<>();
    names(expr, Variables.NONE, read);
    if (!read.isEmpty() && path(expr, Variables.NONE).isEmpty()) {
      into.put(SourceText.of(source.substring(from, to)), expr);
    }
  }

  private void names(CelExpr expr, Variables variables, Map<String, CelExpr> into) {
    Optional<String> path = path(expr, variables);
    if (path.isPresent()) {
      into.putIfAbsent(path.get(), withoutTest(expr));
      return;
    }
    switch (expr.getKind()) {
      case SELECT -> names(expr.select().operand(), variables, into);
      case CALL -> {
        expr.call().target().ifPresent(target -> names(target, variables, into));
        expr.call().args().forEach(argument -> names(argument, variables, into));
      }
      case LIST -> expr.list().elements().forEach(element -> names(element, variables, into));
      case MAP -> expr.map().entries().forEach(entry -> names(entry.value(), variables, into));
      case COMPREHENSION -> {
        Loop loop = Loop.of(expr.comprehension());
        names(loop.range(), variables, into);
        names(loop.body(), variables.with(loop.variable()), into);
      }
      default -> {}
    }
  }

  /**
   * {@code has(event.price)} reads {@code event.price}: whether it is there is seen by its value.
   */
  private static CelExpr withoutTest(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.SELECT && expr.select().testOnly()
        ? CelExpr.ofSelect(expr.id(), expr.select().operand(), expr.select().field(), false)
        : expr;
  }

  /** A name and what is selected from it, as text; empty for anything else. */
  private Optional<String> path(CelExpr expr, Variables variables) {
    return switch (expr.getKind()) {
      case IDENT ->
          variables.depth(expr.ident().name()) >= 0 || isLoop(expr) || isType(expr)
              ? Optional.empty()
              : Optional.of(Planner.global(expr.ident().name()));
      case SELECT ->
          path(expr.select().operand(), variables)
              .map(operand -> operand + "." + expr.select().field());
      case CALL -> call(expr.call(), variables);
      default -> Optional.empty();
    };
  }

  private Optional<String> call(CelExpr.CelCall call, Variables variables) {
    if (call.function().equals("_[_]") && isKey(call.args().get(1))) {
      CelExpr whole = call.args().get(0);
      Optional<String> name =
          isLoop(whole) ? Optional.of(whole.ident().name()) : path(whole, variables);
      return name.map(text -> text + '[' + constant(call.args().get(1).constant()) + ']');
    }
    if (call.function().equals("size")) {
      CelExpr of = call.target().orElseGet(() -> call.args().get(0));
      Optional<String> name = isLoop(of) ? Optional.of(of.ident().name()) : path(of, variables);
      return name.map(text -> "size(" + text + ')');
    }
    return Optional.empty();
  }

  private static boolean isKey(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && (expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
            || expr.constant().getKind() == CelConstant.Kind.INT64_VALUE);
  }

  private static String constant(CelConstant constant) {
    return constant.getKind() == CelConstant.Kind.STRING_VALUE
        ? '\'' + constant.stringValue() + '\''
        : String.valueOf(constant.int64Value());
  }

  /** Whether it is the list of all events of a step: too much to show. */
  private boolean isLoop(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return false;
    }
    Scope.Step step = scope.steps().get(Planner.global(expr.ident().name()));
    return step != null && step.loop();
  }

  private boolean isType(CelExpr expr) {
    return tree.getType(expr.id()).orElse(null) instanceof TypeType;
  }

  private static boolean isCall(CelExpr expr, String function) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals(function);
  }

  /** Where an operator stands in the source. */
  private int offset(CelExpr expr) {
    Integer codePoints = tree.getSource().getPositionsMap().get(expr.id());
    return source.offsetByCodePoints(0, codePoints == null ? 0 : codePoints);
  }
}
