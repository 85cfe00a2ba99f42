package dev.nudge.engine.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An expression without its literals: expressions that differ in numbers and texts alone have one
 * skeleton. What stands between the literals is kept letter by letter, and of a literal its kind,
 * so dev.cel makes one tree of all expressions of a skeleton, with other constants in it.
 *
 * <p>Only literals of the plainest form are taken out. An expression with anything else in it that
 * this does not know for certain (escapes, comments, exponents, other prefixes and characters) has
 * no skeleton.
 *
 * @param text the expression with a control character in place of each literal
 * @param literals those that were taken out, in order
 */
record Skeleton(String text, List<Literal> literals) {
  private static final int LONGEST = 2_000;

  /** A whole number of so many digits is a {@code long}. */
  private static final int MOST_DIGITS = 18;

  private static final char INT = '\u0001';
  private static final char DOUBLE = '\u0002';
  private static final char TEXT = '\u0003';

  /**
   * A literal.
   *
   * @param value a {@code Long} or a {@code Double}, which a minus before it does not touch, or a
   *     {@code String}
   * @param start the index of its first character, a quote for a text
   * @param end the index behind its last character
   */
  record Literal(Object value, int start, int end) {}

  /** The skeleton of an expression, if it has one. Linear. */
  static Optional<Skeleton> of(String source) {
    return source.length() > LONGEST ? Optional.empty() : new Scan(source).run();
  }

  private static final class Scan {
    private final String source;
    private final StringBuilder text;
    private final List<Literal> literals = new ArrayList<>();
    private int at;

    Scan(String source) {
      this.source = source;
      this.text = new StringBuilder(source.length());
    }

    Optional<Skeleton> run() {
      while (at < source.length()) {
        char c = source.charAt(at);
        boolean known;
        if (isNameStart(c)) {
          known = name();
        } else if (isDigit(c)) {
          known = number();
        } else if (c == '\'' || c == '"') {
          known = quoted(c);
        } else {
          known = sign(c);
        }
        if (!known) {
          return Optional.empty();
        }
      }
      return Optional.of(new Skeleton(text.toString(), literals));
    }

    /** A name; it may not be the prefix of a text. */
    private boolean name() {
      int start = at;
      while (isNameStart(next(0)) || isDigit(next(0))) {
        at++;
      }
      text.append(source, start, at);
      return next(0) != '\'' && next(0) != '"';
    }

    private boolean number() {
      int start = at;
      skipDigits();
      boolean fraction = next(0) == '.' && isDigit(next(1));
      if (fraction) {
        at++;
        skipDigits();
      }
      char after = next(0);
      if (isNameStart(after) || after == '.') {
        return false;
      }
      String digits = source.substring(start, at);
      if (fraction) {
        return take(DOUBLE, Double.valueOf(digits), start);
      }
      return digits.length() <= MOST_DIGITS
          && (digits.length() == 1 || digits.charAt(0) != '0')
          && take(INT, Long.valueOf(digits), start);
    }

    private void skipDigits() {
      while (isDigit(next(0))) {
        at++;
      }
    }

    private boolean quoted(char quote) {
      int start = at;
      if (next(1) == quote && next(2) == quote) {
        return false;
      }
      at++;
      while (next(0) != quote) {
        char c = next(0);
        if (c < ' ' || c == '\\' || Character.isSurrogate(c)) {
          return false; // the end too
        }
        at++;
      }
      at++;
      return take(TEXT, source.substring(start + 1, at - 1), start);
    }

    private boolean sign(char c) {
      char after = next(1);
      if ((c < ' ' && c != '\n' && c != '\t')
          || c > '~'
          || c == '`'
          || c == '\\'
          || (c == '/' && after == '/')
          || (c == '.' && isDigit(after))) {
        return false;
      }
      text.append(c);
      at++;
      return true;
    }

    private boolean take(char kind, Object value, int start) {
      text.append(kind);
      literals.add(new Literal(value, start, at));
      return true;
    }

    /** The character so many places on; a control character behind the end. */
    private char next(int places) {
      return at + places < source.length() ? source.charAt(at + places) : 0;
    }

    private static boolean isNameStart(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
