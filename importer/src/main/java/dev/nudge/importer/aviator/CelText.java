package dev.nudge.importer.aviator;

/**
 * A piece of CEL.
 *
 * @param text as it is written
 * @param level how tightly its outermost operator binds
 * @param type what is known of its value
 */
record CelText(String text, int level, CelType type) {
  static final int CONDITIONAL = 0;
  static final int RELATION = 3;
  static final int UNARY = 6;
  static final int MEMBER = 7;

  static CelText member(String text, CelType type) {
    return new CelText(text, MEMBER, type);
  }

  /** In parentheses unless it binds at least so tightly. */
  String atLeast(int wanted) {
    return level >= wanted ? text : "(" + text + ")";
  }
}
