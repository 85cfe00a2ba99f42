package dev.nudge.engine.expression;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.nudge.engine.document.Lengths;
import dev.nudge.engine.document.ZoneSuggestion;
import dev.nudge.engine.event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at calls that the type checker lets pass: those that can only fail, and doubtful ones. */
final class CallReview {
  private final CelAbstractSyntaxTree tree;
  private final List<Checker.Fault> faults;
  private final List<Checker.Fault> doubts = new ArrayList<>();

  /**
   * A review of one tree.
   *
   * @param faults takes what can only fail, in words for people
   */
  CallReview(CelAbstractSyntaxTree tree, List<Checker.Fault> faults) {
    this.tree = tree;
    this.faults = faults;
  }

  /** What can be evaluated and may not mean what was meant, in words for people. */
  List<Checker.Fault> doubts() {
    return doubts;
  }

  /**
   * Looks at a call.
   *
   * @param args its nodes, the target first where there is one
   */
  void look(CelExpr expr, Node[] args) {
    String name = expr.call().function();
    switch (name) {
      case "_/_" -> quotient(expr);
      case "matches" -> matches(expr, args[1]);
      case "format" -> format(expr, args);
      case "duration" -> duration(expr, args[0]);
      case "timestamp" -> timestamp(expr, args[0]);
      default -> {
        if (name.startsWith("get") && args.length == 2) {
          zone(expr, args[1]);
        }
      }
    }
  }

  private void quotient(CelExpr expr) {
    if (losesFraction(expr.call())) {
      doubts.add(
          fault(
              expr,
              "7 / 2 is 3, and 7.0 / 2 is 3.5: where both sides are whole numbers the fraction"
                  + " is lost; write 'double(x) / y' to keep it"));
    }
  }

  /**
   * Whether a quotient depends on how the data spell a whole number: the kind of one side is only
   * known from them, and no side is a double for sure.
   */
  private boolean losesFraction(CelExpr.CelCall quotient) {
    List<CelExpr> sides = quotient.args();
    return sides.stream().anyMatch(side -> Undeclared.is(tree, side))
        && sides.stream()
            .allMatch(
                side ->
                    Undeclared.is(tree, side)
                        || tree.getType(side.id()).orElse(SimpleType.DYN).equals(SimpleType.INT));
  }

  private void matches(CelExpr expr, Node pattern) {
    @Nullable String text = text(pattern);
    if (text != null && !(MatchesNode.compile(text) instanceof Pattern)) {
      refuse(last(expr), MatchesNode.compile(text).toString());
    }
  }

  private void format(CelExpr expr, Node[] args) {
    @Nullable String pattern = text(args[1]);
    if (pattern != null && NumberFunctions.pattern(pattern, Locale.ROOT) == null) {
      refuse(
          expr.call().args().get(1),
          "'" + pattern + "' is no pattern for numbers; write it as '0.00' or '#,##0.00'");
    }
    @Nullable String locale = args.length > 2 ? text(args[2]) : null;
    if (locale != null && NumberFunctions.locale(locale) == null) {
      refuse(
          last(expr),
          "unknown locale '"
              + locale
              + "'; write a language, or language and country: 'de', 'pt-BR'");
    }
  }

  private void duration(CelExpr expr, Node argument) {
    @Nullable String text = text(argument);
    if (text != null && Conversions.toDuration(new Object[] {text}) instanceof EvaluationError) {
      refuse(
          last(expr),
          "'"
              + text
              + "' is no duration here; write "
              + Lengths.expression(text)
                  .orElse("hours, minutes and seconds, such as '36h' or '1h30m'"));
    }
  }

  private void timestamp(CelExpr expr, Node argument) {
    @Nullable String text = text(argument);
    if (text != null && Conversions.toTimestamp(new Object[] {text}) instanceof EvaluationError) {
      refuse(last(expr), "'" + text + "' is no timestamp; write it as '2026-11-20T10:00:00Z'");
    }
  }

  private void zone(CelExpr expr, Node zone) {
    @Nullable String text = text(zone);
    if (text != null && TimeFunctions.zone(text) == null) {
      refuse(last(expr), "unknown time zone '" + text + "'" + ZoneSuggestion.advice(text));
    }
  }

  /** The text of a constant, or null for anything else. */
  private static @Nullable String text(Node node) {
    return node instanceof ConstantNode constant && constant.kind == Kind.STRING
        ? (String) Objects.requireNonNull(constant.ref)
        : null;
  }

  private static CelExpr last(CelExpr call) {
    List<CelExpr> args = call.call().args();
    return args.get(args.size() - 1);
  }

  /** Adds what is wrong with a part. */
  void refuse(CelExpr part, String words) {
    faults.add(fault(part, words));
  }

  private Checker.Fault fault(CelExpr part, String words) {
    Integer offset = tree.getSource().getPositionsMap().get(part.id());
    return new Checker.Fault(offset == null ? 0 : offset, words, part.id());
  }
}
