package dev.nudge.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is legal and most likely not what was meant. */
final class Doubts {
  private static final Set<String> ORDER = Set.of("_<_", "_<=_", "_>_", "_>=_");
  private static final Set<String> AGGREGATES = Set.of("sum", "avg", "min", "max");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern PROPERTY = Pattern.compile("(?:event|profile)\\.[A-Za-z_]\\w*");

  private final CelAbstractSyntaxTree tree;
  private final Set<String> asked;
  private final String letters;
  private final List<Checker.Fault> doubts = new ArrayList<>();

  /**
   * The doubts of one tree.
   *
   * @param asked the properties that {@code has} asks for
   * @param letters those of all its texts
   */
  private Doubts(CelAbstractSyntaxTree tree, Set<String> asked, String letters) {
    this.tree = tree;
    this.asked = asked;
    this.letters = letters;
  }

  /**
   * The doubts, in the order of the source.
   *
   * @param eventTypes those of the events for which it can hold, where that is known
   */
  static List<Checker.Fault> of(CelAbstractSyntaxTree tree, Optional<Set<String>> eventTypes) {
    Set<String> asked = new HashSet<>();
    StringBuilder letters = new StringBuilder();
    List<CelExpr> parts = Parts.of(tree.getExpr());
    for (CelExpr part : parts) {
      if (part.getKind() == CelExpr.ExprKind.Kind.SELECT && part.select().testOnly()) {
        asked.add(part.select().field());
      } else if (isText(part)) {
        letters.append(part.constant().stringValue());
      }
    }
    Doubts doubts = new Doubts(tree, asked, letters.toString());
    if (eventTypes.isPresent() && eventTypes.get().isEmpty()) {
      doubts.add(tree.getExpr(), "this never holds: an event has one type");
    }
    parts.forEach(doubts::look);
    return List.copyOf(doubts.doubts);
  }

  private void look(CelExpr part) {
    switch (part.getKind()) {
      case CALL -> call(part, part.call());
      case SELECT -> size(part);
      case CONSTANT -> constant(part);
      default -> {}
    }
  }

  private void call(CelExpr part, CelExpr.CelCall call) {
    String name = call.function();
    if (name.equals("lowerAscii") || name.equals("upperAscii")) {
      ascii(part, name);
    }
    if (call.args().size() == 1 && AGGREGATES.contains(name)) {
      aggregate(part, name, call.args().get(0));
    }
    if (call.args().size() != 2) {
      return;
    }
    CelExpr left = call.args().get(0);
    CelExpr right = call.args().get(1);
    if (name.equals("_[_]")) {
      index(left, right);
    } else if (name.equals("@in") && right.getKind() == CelExpr.ExprKind.Kind.LIST) {
      right.list().elements().forEach(element -> letters(left, element));
    } else if (ORDER.contains(name)) {
      text(left, right);
      text(right, left);
    } else if (name.equals("_==_") || name.equals("_!=_")) {
      truth(left, right);
      letters(left, right);
      letters(right, left);
      if (name.equals("_==_")) {
        missing(left, right);
      }
    }
  }

  /** Letters that it does not change stand in the same expression. */
  private void ascii(CelExpr part, String name) {
    if (letters.chars().anyMatch(c -> c > 127 && Character.isLetter(c))) {
      String better = name.replace("Ascii", "");
      add(
          part,
          "'"
              + name
              + "' changes the 26 letters of ASCII alone, and there are others here; write "
              + better
              + "()");
    }
  }

  /** {@code x.lower() == 'Shoes'}. */
  private void letters(CelExpr changed, CelExpr text) {
    if (!isText(text) || changed.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return;
    }
    String written = text.constant().stringValue();
    String name = changed.call().function();
    String meant =
        name.startsWith("lower")
            ? written.toLowerCase(Locale.ROOT)
            : name.startsWith("upper") ? written.toUpperCase(Locale.ROOT) : written;
    if (!meant.equals(written)) {
      add(text, "what '" + name + "' gives never equals '" + written + "'; write '" + meant + "'");
    }
  }

  /** {@code sum(event.price)}: one event holds one price, and a measure adds up those of many. */
  private void aggregate(CelExpr part, String name, CelExpr of) {
    // A property in the plural may well be a list.
    if (isProperty(of) && !of.select().field().endsWith("s")) {
      String field = of.select().field();
      add(
          part,
          "'"
              + name
              + "' goes through a list in one event; over a user's events it is a measure:"
              + " measures: {n: {aggregate: "
              + name
              + ", value: event."
              + field
              + "}}");
    }
  }

  private void index(CelExpr list, CelExpr index) {
    if (index.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && index.constant().getKind() == CelConstant.Kind.INT64_VALUE
        && index.constant().int64Value() < 0
        && (list.getKind() == CelExpr.ExprKind.Kind.IDENT || isProperty(list))) {
      String x = list.getKind() == CelExpr.ExprKind.Kind.IDENT ? list.ident().name() : "x";
      boolean isList = tree.getType(list.id()).orElse(SimpleType.DYN) instanceof ListType;
      add(
          index,
          (isList ? "a list" : "of a list this")
              + (isList ? " has no element before its first" : " is no element")
              + "; the last is "
              + x
              + "[size("
              + x
              + ") - 1]");
    }
  }

  /** A number compared with a text in quotes. */
  private void text(CelExpr property, CelExpr text) {
    if (isDynamic(property)
        && isText(text)
        && NUMBER.matcher(text.constant().stringValue()).matches()) {
      add(
          text,
          "'"
              + text.constant().stringValue()
              + "' is a text, and no number is greater or less than a text; write "
              + text.constant().stringValue());
    }
  }

  private void truth(CelExpr property, CelExpr text) {
    if (isDynamic(property)
        && isText(text)
        && Set.of("true", "false").contains(text.constant().stringValue())) {
      add(
          text,
          "'"
              + text.constant().stringValue()
              + "' is a text, which true and false never equal; write "
              + text.constant().stringValue()
              + " where the property is one of them");
    }
  }

  private void missing(CelExpr property, CelExpr other) {
    if (isProperty(property)
        && other.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && other.constant().getKind() == CelConstant.Kind.NULL_VALUE
        && !asked.contains(property.select().field())) {
      add(
          other,
          "this holds where '"
              + property.select().field()
              + "' is null; where it is missing, write !has("
              + Planner.global(property.select().operand().ident().name())
              + "."
              + property.select().field()
              + ")");
    }
  }

  /** {@code event.items.length}: a list has a size. */
  private void size(CelExpr part) {
    CelExpr operand = part.select().operand();
    if (!part.select().testOnly()
        && Set.of("length", "size", "count").contains(part.select().field())
        && isProperty(operand)) {
      add(
          part,
          "this reads a property '"
              + part.select().field()
              + "'; how many a list or text holds is written size(...)");
    }
  }

  /** {@code 'event.price'} is a text, not the property. */
  private void constant(CelExpr part) {
    if (isText(part) && PROPERTY.matcher(part.constant().stringValue()).matches()) {
      add(
          part,
          "this is a text; the property is written without these quotes: "
              + part.constant().stringValue());
    }
  }

  private boolean isDynamic(CelExpr expr) {
    return tree.getType(expr.id()).orElse(SimpleType.DYN).equals(SimpleType.DYN)
        && expr.getKind() == CelExpr.ExprKind.Kind.SELECT;
  }

  /** Whether it is selected from a name: {@code event.price}, {@code cart_add.price}. */
  private static boolean isProperty(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.SELECT
        && !expr.select().testOnly()
        && expr.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT;
  }

  private static boolean isText(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  private void add(CelExpr part, String words) {
    Integer offset = tree.getSource().getPositionsMap().get(part.id());
    doubts.add(new Checker.Fault(offset == null ? 0 : offset, words, part.id()));
  }
}
