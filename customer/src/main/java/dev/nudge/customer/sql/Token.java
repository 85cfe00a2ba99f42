package dev.nudge.customer.sql;

/**
 * A piece of SQL.
 *
 * @param from its first character's offset in the text
 * @param to the offset behind its last character
 */
public record Token(Kind kind, int from, int to) {
  /** What a piece is. */
  public enum Kind {
    /** Space and the ends of lines. */
    SPACE,
    /** From {@code --} to the end of the line, or between {@code /*} and its end. */
    COMMENT,
    /** A literal in single quotes or dollars, with its prefix: {@code 'a'}, {@code $x$a$x$}. */
    STRING,
    /** A name in double quotes. */
    QUOTED_NAME,
    /** A name or a word of SQL. */
    WORD,
    /** A number. */
    NUMBER,
    /** {@code :name}. */
    PARAMETER,
    /** {@code $1}, which only a driver may write. */
    POSITION,
    /** A semicolon. */
    END,
    /** Anything else: an operator, a bracket, a comma. */
    SYMBOL
  }

  /** Whether it means nothing to the server. */
  public boolean isBlank() {
    return kind == Kind.SPACE || kind == Kind.COMMENT;
  }
}
