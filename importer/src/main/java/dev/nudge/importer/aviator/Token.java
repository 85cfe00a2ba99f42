package dev.nudge.importer.aviator;

/**
 * A word of an expression.
 *
 * @param text its value: a string without quotes and escapes, a regular expression without slashes
 */
record Token(Kind kind, String text, ExpressionPosition at) {
  /** What it is. */
  enum Kind {
    INT,
    DECIMAL,
    STRING,
    REGEX,
    /** A name, dots included. */
    NAME,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** Whether an operand ends here, so that a slash divides. */
  boolean endsOperand() {
    return switch (kind) {
      case INT, DECIMAL, STRING, REGEX, NAME -> true;
      case SYMBOL -> text.equals(")") || text.equals("]");
      case END -> false;
    };
  }

  /** For people. */
  String describe() {
    return switch (kind) {
      case END -> "the end";
      case STRING -> "the text '" + text + "'";
      case REGEX -> "/" + text + "/";
      default -> "'" + text + "'";
    };
  }
}
