package dev.nudge.importer.aviator;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.nudge.engine.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes Aviator expressions as CEL that means the same of an event. */
public final class Translation {
  private final EventTypes types;
  private final Arithmetic arithmetic;

  /**
   * A translation.
   *
   * @param typeProperty the property of the other system's events that is Nudge's event type
   * @param warnings takes what may not mean quite the same
   */
  public Translation(String typeProperty, List<Problem> warnings) {
    this.types = new EventTypes(typeProperty);
    this.arithmetic = new Arithmetic(warnings);
  }

  /** A condition as a step has it: the types of event it takes, and the rest. */
  public Filter filter(Expr condition) throws Untranslatable {
    EventTypes.Split split = types.split(condition);
    return new Filter(
        split.types(),
        split.rest().isPresent() ? Optional.of(cel(split.rest().get())) : Optional.empty());
  }

  /** A condition as one CEL expression. */
  public String cel(Expr condition) throws Untranslatable {
    return write(condition).text();
  }

  private CelText write(Expr expr) throws Untranslatable {
    if (expr instanceof Expr.Int number) {
      return number(Long.toString(number.value()), CelType.INT);
    } else if (expr instanceof Expr.Decimal number) {
      return number(Double.toString(number.value()), CelType.DOUBLE);
    } else if (expr instanceof Expr.Str string) {
      return CelText.member(CelString.quoted(string.value()), CelType.STRING);
    } else if (expr instanceof Expr.Bool flag) {
      return CelText.member(Boolean.toString(flag.value()), CelType.OTHER);
    } else if (expr instanceof Expr.Property property) {
      return CelText.member(
          PropertyPath.write(path(property)),
          types.is(property) ? CelType.STRING : CelType.UNKNOWN);
    } else if (expr instanceof Expr.Index index) {
      return CelText.member(
          write(index.of()).atLeast(CelText.MEMBER) + "[" + write(index.index()).text() + "]",
          CelType.UNKNOWN);
    } else if (expr instanceof Expr.Not not) {
      return new CelText(
          "!" + write(not.operand()).atLeast(CelText.UNARY), CelText.UNARY, CelType.OTHER);
    } else if (expr instanceof Expr.Negative negative) {
      return negative(negative);
    } else if (expr instanceof Expr.Binary binary) {
      return binary(binary);
    } else if (expr instanceof Expr.Match match) {
      return match(match);
    } else if (expr instanceof Expr.Conditional conditional) {
      return conditional(conditional);
    } else if (expr instanceof Expr.Call call) {
      List<CelText> arguments = new ArrayList<>();
      for (Expr argument : call.arguments()) {
        arguments.add(write(argument));
      }
      return Functions.write(call, arguments);
    }
    throw new Untranslatable(expr.at(), "'nil' may only be compared, with '==' or '!='");
  }

  private static CelText number(String text, CelType type) {
    return new CelText(text, text.startsWith("-") ? CelText.UNARY : CelText.MEMBER, type);
  }

  /** Two minus signs in a row are CEL, but nobody reads them. */
  private CelText negative(Expr.Negative expr) throws Untranslatable {
    CelText operand = write(expr.operand());
    if (operand.type() == CelType.STRING) {
      throw new Untranslatable(expr.at(), "'-' needs a number, and this is a string");
    }
    String text =
        operand.text().startsWith("-")
            ? "(" + operand.text() + ")"
            : operand.atLeast(CelText.UNARY);
    return new CelText("-" + text, CelText.UNARY, operand.type());
  }

  private CelText binary(Expr.Binary expr) throws Untranslatable {
    Operator operator = expr.operator();
    if (expr.left() instanceof Expr.Nil || expr.right() instanceof Expr.Nil) {
      return nil(expr);
    }
    CelText left = write(expr.left());
    CelText right = write(expr.right());
    if (operator.isArithmetic()) {
      return arithmetic.write(expr, left, right);
    }
    if (operator.isComparison()) {
      left = comparable(expr, expr.left(), left, expr.right());
      right = comparable(expr, expr.right(), right, expr.left());
      int level = CelText.RELATION + 1;
      String text = left.atLeast(level) + " " + operator.symbol() + " " + right.atLeast(level);
      return new CelText(text, CelText.RELATION, CelType.OTHER);
    }
    int level = operator.celLevel();
    return new CelText(
        left.atLeast(level) + " " + operator.symbol() + " " + right.atLeast(level + 1),
        level,
        CelType.OTHER);
  }

  /** A number that is compared with the event's type becomes the string that the type is. */
  private CelText comparable(Expr.Binary expr, Expr side, CelText written, Expr other)
      throws Untranslatable {
    if (!types.is(other) || !written.type().isNumber()) {
      return written;
    }
    Optional<String> type = EventTypes.literal(side);
    if (type.isEmpty() || !expr.operator().isEquality()) {
      throw new Untranslatable(
          expr.at(),
          "'"
              + types.property()
              + "' is the type of the event here, a string, and this compares it with a number");
    }
    return CelText.member(CelString.quoted(type.get()), CelType.STRING);
  }

  /** In Aviator a property that is missing is nil; in CEL the two differ. */
  private CelText nil(Expr.Binary expr) throws Untranslatable {
    Expr other = expr.left() instanceof Expr.Nil ? expr.right() : expr.left();
    if (!expr.operator().isEquality()) {
      throw new Untranslatable(
          expr.at(), "'nil' may only be compared with '==' or '!='; order has no counterpart");
    }
    if (!(other instanceof Expr.Property property)) {
      throw new Untranslatable(expr.at(), "only a property may be compared with 'nil'");
    }
    List<String> path = path(property);
    boolean absent = expr.operator() == Operator.EQUAL;
    List<String> parts = new ArrayList<>();
    for (int i = 1; i <= path.size(); i++) {
      parts.add(PropertyPath.writeHas(path.subList(0, i), absent));
    }
    parts.add(PropertyPath.write(path) + (absent ? " == null" : " != null"));
    Operator join = absent ? Operator.OR : Operator.AND;
    return new CelText(
        String.join(" " + join.symbol() + " ", parts), join.celLevel(), CelType.OTHER);
  }

  private CelText match(Expr.Match expr) throws Untranslatable {
    CelText text = write(expr.text());
    if (text.type().isNumber() || text.type() == CelType.OTHER) {
      throw new Untranslatable(expr.at(), "'=~' needs a string to its left");
    }
    try {
      Pattern.compile(expr.regex());
    } catch (PatternSyntaxException e) {
      throw new Untranslatable(
          expr.at(),
          "/"
              + expr.regex()
              + "/ is beyond RE2, which CEL uses ("
              + e.getDescription()
              + "): it knows no looking around and no references back");
    }
    String whole = CelString.quoted(whole(expr.regex()));
    return CelText.member(text.atLeast(CelText.MEMBER) + ".matches(" + whole + ")", CelType.OTHER);
  }

  /** Aviator wants the whole string to match, CEL is content with a part. */
  private static String whole(String regex) {
    if (regex.indexOf('|') >= 0) {
      return "^(?:" + regex + ")$";
    }
    boolean ends = regex.endsWith("$") && !regex.endsWith("\\$");
    return (regex.startsWith("^") ? "" : "^") + regex + (ends ? "" : "$");
  }

  private CelText conditional(Expr.Conditional expr) throws Untranslatable {
    CelText yes = write(expr.yes());
    CelText no = write(expr.no());
    String text =
        write(expr.condition()).atLeast(CelText.CONDITIONAL + 1)
            + " ? "
            + yes.atLeast(CelText.CONDITIONAL + 1)
            + " : "
            + no.atLeast(CelText.CONDITIONAL + 1);
    return new CelText(
        text, CelText.CONDITIONAL, yes.type() == no.type() ? yes.type() : CelType.UNKNOWN);
  }

  private List<String> path(Expr.Property property) {
    return types.is(property) ? List.of("type") : property.path();
  }
}
