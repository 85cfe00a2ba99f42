package dev.nudge.engine.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.nudge.engine.document.Lengths;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what to write in place of operands that an operator does not take. */
final class OperandAdvice {
  private static final Set<String> ORDER = Set.of("_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_");
  private static final Set<String> NUMBERS = Set.of("int", "uint", "double");

  private OperandAdvice() {}

  /**
   * What follows the words of {@link OperatorWording}; empty where there is nothing to say.
   *
   * @param name of the operator, as dev.cel calls it
   * @param applied the types it was applied to, such as {@code (int, double)}
   * @param inText whether the expression stands in a text
   */
  static String of(String name, String applied, Optional<CelExpr.CelCall> call, boolean inText) {
    List<String> types = OperatorWording.types(applied);
    if (types.size() == 1 && List.of("sum", "avg", "min", "max").contains(name)) {
      return NUMBERS.contains(types.get(0)) ? ", and this is one number already" : "";
    }
    if (NameWording.MEMBERS.contains(name) && call.isPresent() && call.get().target().isEmpty()) {
      return "; it is called on a text: x." + name + "(...)";
    }
    if (types.size() != 2) {
      return "";
    }
    if (name.equals("format") && types.get(0).equals("string")) {
      return "; the pattern comes second: format(x, '0.00')";
    }
    String left = types.get(0);
    String right = types.get(1);
    if (left.equals("optional") || right.equals("optional")) {
      return "; say what to take where it is missing: .orValue(...)";
    }
    if (name.equals("@in")) {
      return right.equals("string") ? inText(call) : "";
    }
    if (name.equals("_||_") && inText) {
      return "; a default stands behind '??': ${x ?? 'you'}";
    }
    if (name.equals("_||_") && left.equals("bool") && right.equals("string")) {
      return "; write the comparison again, or ask for one of several: x in ['a', 'b']";
    }
    if (name.equals("_+_") && (left.equals("string") || right.equals("string"))) {
      return "; what is written into a text is string(...) of it";
    }
    boolean order = ORDER.contains(name);
    if (order && (left.equals("list") || right.equals("list"))) {
      return left.equals("string")
          ? "; to ask for one of several write x in ['a', 'b']"
          : NUMBERS.contains(right)
              ? "; how many it holds is written size(" + operand(call) + ")"
              : "";
    }
    if (order && left.equals("map")) {
      return "; name a property of it, such as " + operand(call) + ".price";
    }
    if (left.equals("timestamp") && (order || name.equals("_-_"))) {
      return time(order, right, constant(call, 1));
    }
    return left.equals("duration") && order ? length(right, constant(call, 1)) : "";
  }

  private static String time(boolean order, String right, Optional<CelConstant> constant) {
    if (!order) {
      return "; a length of time is written duration('1h30m')";
    }
    if (right.equals("string")) {
      String text = constant.map(CelConstant::stringValue).orElse("");
      String day = text.matches("\\d{4}-\\d\\d-\\d\\d.*") ? text.substring(0, 10) : "2026-11-01";
      String time =
          text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ") ? text : day + "T00:00:00Z";
      return "; write timestamp('" + time + "')";
    }
    return right.equals("int")
        ? "; a time in seconds since 1970 is written timestamp("
            + constant.map(value -> String.valueOf(value.int64Value())).orElse("x")
            + ")"
        : "";
  }

  private static String length(String right, Optional<CelConstant> constant) {
    if (right.equals("int")) {
      String seconds = constant.map(value -> value.int64Value() + "s").orElse("1h30m");
      return "; a length of time is written "
          + Lengths.expression(seconds).orElse("duration('1h30m')");
    }
    return right.equals("string")
        ? "; a length of time is written "
            + constant
                .flatMap(value -> Lengths.expression(value.stringValue()))
                .orElse("duration('1h30m')")
        : "";
  }

  private static String inText(Optional<CelExpr.CelCall> call) {
    String text = constant(call, 1).map(CelConstant::stringValue).orElse("a");
    return "; a list is written in brackets, ['"
        + String.join("', '", text.split("\\s*,\\s*"))
        + "'], and a part of a text is asked for with contains";
  }

  /** The name of what stands left. */
  private static String operand(Optional<CelExpr.CelCall> call) {
    return call.map(CelExpr.CelCall::args)
        .filter(args -> !args.isEmpty())
        .map(args -> args.get(0))
        .filter(arg -> arg.getKind() == CelExpr.ExprKind.Kind.IDENT)
        .map(arg -> arg.ident().name())
        .orElse("x");
  }

  private static Optional<CelConstant> constant(Optional<CelExpr.CelCall> call, int index) {
    return call.map(CelExpr.CelCall::args)
        .filter(args -> args.size() > index)
        .map(args -> args.get(index))
        .filter(arg -> arg.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
        .map(CelExpr::constant);
  }
}
