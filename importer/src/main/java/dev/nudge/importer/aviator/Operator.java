package dev.nudge.importer.aviator;

import java.util.Optional;

/**
 * The operators between two operands that CEL has as well.
 *
 * <p>Aviator binds {@code <} more tightly than {@code ==}; in CEL the two are on one level.
 */
enum Operator {
  OR("||", 1, 1),
  AND("&&", 2, 2),
  EQUAL("==", 3, 3),
  UNEQUAL("!=", 3, 3),
  LESS("<", 4, 3),
  AT_MOST("<=", 4, 3),
  GREATER(">", 4, 3),
  AT_LEAST(">=", 4, 3),
  PLUS("+", 5, 4),
  MINUS("-", 5, 4),
  TIMES("*", 6, 5),
  DIVIDE("/", 6, 5),
  REMAINDER("%", 6, 5);

  /** The level of {@code ==} and of {@code =~}. */
  static final int EQUALITY = 3;

  /** The highest level of Aviator. */
  static final int HIGHEST = 6;

  private final String symbol;
  private final int level;
  private final int celLevel;

  Operator(String symbol, int level, int celLevel) {
    this.symbol = symbol;
    this.level = level;
    this.celLevel = celLevel;
  }

  static Optional<Operator> of(String symbol, int level) {
    for (Operator operator : values()) {
      if (operator.symbol.equals(symbol) && operator.level == level) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /** As it is written, in both languages. */
  String symbol() {
    return symbol;
  }

  /** How tightly it binds in CEL. */
  int celLevel() {
    return celLevel;
  }

  boolean isEquality() {
    return this == EQUAL || this == UNEQUAL;
  }

  boolean isComparison() {
    return celLevel == CelText.RELATION;
  }

  boolean isArithmetic() {
    return celLevel > CelText.RELATION;
  }
}
