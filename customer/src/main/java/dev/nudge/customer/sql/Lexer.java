package dev.nudge.customer.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts SQL into tokens as PostgreSQL's own scanner does ({@code src/backend/parser/scan.l}), with
 * {@code standard_conforming_strings} on. Linear in the length of the text.
 */
final class Lexer {
  /** A token that has a beginning only. */
  record Open(int offset, String what) {}

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private Optional<Open> open = Optional.empty();

  Lexer(String text) {
    this.text = text;
  }

  /** All tokens; together they are the text. */
  List<Token> tokens() {
    int from = 0;
    while (from < text.length()) {
      Token token = token(from);
      tokens.add(token);
      from = token.to();
    }
    return tokens;
  }

  /** The token that goes to the end of the text because nothing ends it. */
  Optional<Open> open() {
    return open;
  }

  private Token token(int from) {
    char c = text.charAt(from);
    if (isSpace(c)) {
      return new Token(Token.Kind.SPACE, from, spaces(from));
    }
    if (at(from, "--")) {
      return new Token(Token.Kind.COMMENT, from, endOfLine(from));
    }
    if (at(from, "/*")) {
      return new Token(Token.Kind.COMMENT, from, endOfComment(from));
    }
    int quote = quote(from);
    if (quote >= 0 && text.charAt(quote) == '\'') {
      boolean escapes = c == 'e' || c == 'E';
      return new Token(Token.Kind.STRING, from, endOfString(from, quote, escapes));
    }
    if (quote >= 0) {
      int end = endOfQuoted(quote, '"', false);
      return new Token(Token.Kind.QUOTED_NAME, from, closed(from, end, "name"));
    }
    if (isNameStart(c)) {
      return new Token(Token.Kind.WORD, from, name(from, true));
    }
    if (isDigit(c) || (c == '.' && from + 1 < text.length() && isDigit(text.charAt(from + 1)))) {
      return new Token(Token.Kind.NUMBER, from, number(from));
    }
    return switch (c) {
      case '$' -> dollar(from);
      case ':' -> colon(from);
      case ';' -> new Token(Token.Kind.END, from, from + 1);
      default -> new Token(Token.Kind.SYMBOL, from, from + 1);
    };
  }

  /** Where the quote of a literal or name stands that begins here; -1 where none does. */
  private int quote(int from) {
    char c = text.charAt(from);
    if (c == '\'' || c == '"') {
      return from;
    }
    if ("eEbBxXnN".indexOf(c) >= 0 && at(from + 1, "'")) {
      return from + 1;
    }
    boolean unicode = (c == 'u' || c == 'U') && (at(from + 1, "&'") || at(from + 1, "&\""));
    return unicode ? from + 2 : -1;
  }

  /** A literal goes on where another quote follows behind the end of a line. */
  private int endOfString(int from, int quote, boolean escapes) {
    int end = endOfQuoted(quote, '\'', escapes);
    while (end >= 0) {
      int next = continued(end);
      if (next < 0) {
        return end;
      }
      end = endOfQuoted(next, '\'', escapes);
    }
    return closed(from, end, "string");
  }

  private int endOfQuoted(int quote, char mark, boolean escapes) {
    for (int i = quote + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (escapes && c == '\\') {
        i++;
      } else if (c == mark) {
        if (i + 1 == text.length() || text.charAt(i + 1) != mark) {
          return i + 1;
        }
        i++;
      }
    }
    return -1;
  }

  /** The quote that goes on with the literal which ends here; -1 where there is none. */
  private int continued(int end) {
    boolean line = false;
    for (int i = end; i < text.length(); ) {
      char c = text.charAt(i);
      if (c == '\'') {
        return line ? i : -1;
      }
      if (at(i, "--")) {
        i = endOfLine(i);
      } else if (isSpace(c)) {
        line |= c == '\n' || c == '\r';
        i++;
      } else {
        return -1;
      }
    }
    return -1;
  }

  private int closed(int from, int end, String what) {
    if (end >= 0) {
      return end;
    }
    open = Optional.of(new Open(from, what));
    return text.length();
  }

  private int endOfLine(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  /** Comments nest. */
  private int endOfComment(int from) {
    int depth = 0;
    for (int i = from; i < text.length(); ) {
      if (at(i, "/*")) {
        depth++;
        i += 2;
      } else if (at(i, "*/")) {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    return closed(from, -1, "comment");
  }

  private Token dollar(int from) {
    int end = from + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    if (end > from + 1) {
      return new Token(Token.Kind.POSITION, from, end);
    }
    if (end < text.length() && isNameStart(text.charAt(end))) {
      end = name(end, false);
    }
    if (!at(end, "$")) {
      return new Token(Token.Kind.SYMBOL, from, from + 1);
    }
    String tag = text.substring(from, end + 1);
    int close = text.indexOf(tag, end + 1);
    return new Token(
        Token.Kind.STRING, from, closed(from, close < 0 ? -1 : close + tag.length(), "string"));
  }

  private Token colon(int from) {
    if (at(from + 1, ":") || at(from + 1, "=")) {
      return new Token(Token.Kind.SYMBOL, from, from + 2);
    }
    int end = from + 1;
    while (end < text.length() && isPlain(text.charAt(end))) {
      end++;
    }
    boolean named = end > from + 1 && !isDigit(text.charAt(from + 1));
    return named
        ? new Token(Token.Kind.PARAMETER, from, end)
        : new Token(Token.Kind.SYMBOL, from, from + 1);
  }

  private int number(int from) {
    int i = from;
    while (i < text.length() && (isPlain(text.charAt(i)) || isPoint(i))) {
      i++;
    }
    return i;
  }

  /** In {@code 1..2} there is none. */
  private boolean isPoint(int i) {
    return text.charAt(i) == '.' && !at(i + 1, ".");
  }

  private int name(int from, boolean dollars) {
    int i = from;
    while (i < text.length()
        && (isNameStart(text.charAt(i))
            || isDigit(text.charAt(i))
            || (dollars && text.charAt(i) == '$'))) {
      i++;
    }
    return i;
  }

  private int spaces(int from) {
    int i = from;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private boolean at(int offset, String what) {
    return text.startsWith(what, offset);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  /** Of the names of parameters, and of numbers. */
  private static boolean isPlain(char c) {
    return isDigit(c) || (c < 0x80 && isNameStart(c));
  }
}
