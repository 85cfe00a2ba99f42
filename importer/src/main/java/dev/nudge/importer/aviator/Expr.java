package dev.nudge.importer.aviator;

import java.util.List;

/** An Aviator expression, as a tree. Each part knows where it stands. */
public sealed interface Expr {
  /** Where it begins; of an operation, the operator. */
  ExpressionPosition at();

  /** A whole number. */
  record Int(ExpressionPosition at, long value) implements Expr {}

  /** A number with a fraction, an exponent or an {@code M}. */
  record Decimal(ExpressionPosition at, double value) implements Expr {}

  /** A string, its escapes resolved. */
  record Str(ExpressionPosition at, String value) implements Expr {}

  /** {@code true} or {@code false}. */
  record Bool(ExpressionPosition at, boolean value) implements Expr {}

  /** {@code nil}. */
  record Nil(ExpressionPosition at) implements Expr {}

  /** A property of the event: {@code detail.price}. */
  record Property(ExpressionPosition at, List<String> path) implements Expr {
    String name() {
      return String.join(".", path);
    }
  }

  /** {@code list[0]}. */
  record Index(ExpressionPosition at, Expr of, Expr index) implements Expr {}

  /** {@code !x}. */
  record Not(ExpressionPosition at, Expr operand) implements Expr {}

  /** {@code -x}. */
  record Negative(ExpressionPosition at, Expr operand) implements Expr {}

  /** {@code left operator right}. */
  record Binary(ExpressionPosition at, Operator operator, Expr left, Expr right) implements Expr {}

  /** {@code text =~ /regex/}. */
  record Match(ExpressionPosition at, Expr text, String regex) implements Expr {}

  /** {@code condition ? yes : no}. */
  record Conditional(ExpressionPosition at, Expr condition, Expr yes, Expr no) implements Expr {}

  /** {@code function(arguments)}. */
  record Call(ExpressionPosition at, String function, List<Expr> arguments) implements Expr {}

  /** All of these, at least one. */
  static Expr all(List<Expr> parts) {
    return join(Operator.AND, parts);
  }

  /** Any of these, at least one. */
  static Expr any(List<Expr> parts) {
    return join(Operator.OR, parts);
  }

  /** Not this. */
  static Expr not(Expr part) {
    return new Not(part.at(), part);
  }

  private static Expr join(Operator operator, List<Expr> parts) {
    return parts.stream()
        .reduce((left, right) -> new Binary(right.at(), operator, left, right))
        .orElseThrow(() -> new IllegalArgumentException("nothing to join"));
  }
}
