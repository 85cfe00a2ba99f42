package dev.nudge.engine.expression;

import static java.util.stream.Collectors.toSet;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.common.navigation.TraversalOrder;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What we add to CEL's arithmetic, told to dev.cel: numbers of two kinds, one from the data. */
final class MixedArithmetic {
  private static final Map<String, Operation> OPERATIONS = new LinkedHashMap<>();

  static {
    OPERATIONS.put("_+_", new Operation(Double::sum, BigInteger::add));
    OPERATIONS.put("_-_", new Operation((a, b) -> a - b, BigInteger::subtract));
    OPERATIONS.put("_*_", new Operation((a, b) -> a * b, BigInteger::multiply));
    OPERATIONS.put("_/_", new Operation((a, b) -> a / b, BigInteger::divide));
    OPERATIONS.put("_%_", new Operation(null, BigInteger::remainder));
  }

  private MixedArithmetic() {}

  private interface OfDoubles {
    double apply(double left, double right);
  }

  private interface OfIntegers {
    BigInteger apply(BigInteger left, BigInteger right);
  }

  private record Operation(OfDoubles doubles, OfIntegers integers) {}

  @SuppressWarnings("Immutable") // operations are lambdas without state
  static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    List<Class<? extends Number>> kinds = List.of(Long.class, Double.class, UnsignedLong.class);
    OPERATIONS.forEach(
        (name, operation) -> {
          for (Class<? extends Number> left : kinds) {
            for (Class<? extends Number> right : kinds) {
              if (left != right) {
                bindings.add(
                    CelFunctionBinding.from(
                        id(name, left, right), left, right, (a, b) -> apply(operation, a, b)));
              }
            }
          }
        });
    return bindings;
  }

  private static String id(String name, Class<?> left, Class<?> right) {
    return "mixed" + name + left.getSimpleName() + right.getSimpleName();
  }

  private static Object apply(Operation operation, Number left, Number right)
      throws CelEvaluationException {
    if (left instanceof Double || right instanceof Double) {
      if (operation.doubles() == null) {
        throw new CelEvaluationException("no such overload");
      }
      return operation.doubles().apply(doubleOf(left), doubleOf(right));
    }
    BigInteger result =
        operation
            .integers()
            .apply(new BigInteger(left.toString()), new BigInteger(right.toString()));
    if (result.bitLength() < 64) {
      return result.longValueExact();
    }
    return UnsignedLong.valueOf(result);
  }

  private static double doubleOf(Number number) {
    return number instanceof Double value ? value : new BigDecimal(number.toString()).doubleValue();
  }

  /** A checked tree in which nothing is said of the kind of such arithmetic's result. */
  static CelAbstractSyntaxTree loosened(Expressions expressions, String source) {
    CelAbstractSyntaxTree checked = expressions.checked(source, World.SCOPE).tree().orElseThrow();
    CelMutableAst mutable =
        CelMutableAst.fromCelAst(expressions.parsed(source).tree().orElseThrow());
    Set<Long> loose =
        CelNavigableAst.fromAst(checked)
            .getRoot()
            .allNodes()
            .map(CelNavigableExpr::expr)
            .filter(expr -> isLoose(checked, expr))
            .map(CelExpr::id)
            .collect(toSet());
    long[] next = {1_000_000};
    CelNavigableMutableAst.fromAst(mutable)
        .getRoot()
        .allNodes(TraversalOrder.POST_ORDER)
        .map(CelNavigableMutableExpr::expr)
        .filter(expr -> loose.contains(expr.id()))
        .toList()
        .forEach(
            expr -> {
              CelMutableExpr inner = CelMutableExpr.newInstance(expr);
              expr.setCall(CelMutableCall.create("dyn", inner));
              expr.setId(next[0]++);
            });
    return expressions.checked(mutable.toParsedAst(), World.SCOPE).tree().orElseThrow();
  }

  private static boolean isLoose(CelAbstractSyntaxTree tree, CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CALL
        && OPERATIONS.containsKey(expr.call().function())
        // Two lists are put together whatever numbers they hold; so are those of a macro.
        && !(tree.getType(expr.id()).orElse(SimpleType.DYN) instanceof ListType)
        && Undeclared.is(tree, expr);
  }

  /** Adds these overloads wherever an expression may need them. */
  static void allow(CelAbstractSyntaxTree tree, Map<Long, CelReference> references) {
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(expr -> isLoose(tree, expr))
        .forEach(
            expr ->
                references.computeIfPresent(
                    expr.id(), (id, known) -> with(known, expr.call().function())));
  }

  private static CelReference with(CelReference reference, String name) {
    return CelReference.newBuilder()
        .addOverloadIds(reference.overloadIds())
        .addOverloadIds(
            bindings().stream()
                .map(CelFunctionBinding::getOverloadId)
                .filter(id -> id.startsWith("mixed" + name))
                .toList())
        .build();
  }
}
