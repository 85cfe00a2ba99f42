package dev.nudge.importer.aviator;

import dev.nudge.engine.document.Text;
import dev.nudge.importer.aviator.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words. Linear in its length. */
final class Lexer {
  /** Longer ones first. */
  private static final List<String> SYMBOLS =
      List.of(
          ">>>", "=~", "==", "!=", "<=", ">=", "&&", "||", "**", "<<", ">>", "->", "(", ")", "[",
          "]", "+", "-", "*", "/", "%", "<", ">", "!", "?", ":", ",", "&", "|", "^", "~", "=", ";",
          "{", "}", "#", "$", ".");

  private final Text source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(Text source) {
    this.source = source;
    this.text = source.value();
  }

  /** The words, and an end. */
  static List<Token> read(Text source) throws Untranslatable {
    Lexer lexer = new Lexer(source);
    while (lexer.skipSpace()) {
      lexer.token();
    }
    lexer.add(Kind.END, "", lexer.at);
    return lexer.tokens;
  }

  private boolean skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private void token() throws Untranslatable {
    char c = text.charAt(at);
    if (c >= '0' && c <= '9') {
      number();
    } else if (c == '\'' || c == '"') {
      string(c);
    } else if (c == '/' && !afterOperand()) {
      regex();
    } else if (startsName(at)) {
      name();
    } else {
      symbol();
    }
  }

  private boolean afterOperand() {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).endsOperand();
  }

  private void number() throws Untranslatable {
    int from = at;
    if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
      at += 2;
      skip("0123456789abcdefABCDEF");
      add(Kind.INT, text.substring(from, at), from);
    } else {
      skip("0123456789");
      boolean whole = true;
      if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
        whole = false;
        at++;
        skip("0123456789");
      }
      whole &= !exponent();
      int to = at;
      if (at < text.length() && text.charAt(at) == 'M') {
        whole = false;
        at++;
      } else if (whole && at < text.length() && text.charAt(at) == 'N') {
        at++;
      }
      add(whole ? Kind.INT : Kind.DECIMAL, text.substring(from, to), from);
    }
    if (at < text.length() && startsName(at)) {
      throw error(from, "'" + text.substring(from, at + 1) + "' is no number");
    }
  }

  private boolean exponent() {
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed =
          at + 1 < text.length() && (text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+');
      int digits = at + (signed ? 2 : 1);
      if (isDigit(digits)) {
        at = digits;
        skip("0123456789");
        return true;
      }
    }
    return false;
  }

  private void string(char quote) throws Untranslatable {
    int from = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.startsWith("#{", at)) {
        throw error(at, "'#{...}' inside a string has no counterpart; join strings with '+'");
      }
      value.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
      at++;
    }
    if (at == text.length()) {
      throw error(from, "the string is not closed; " + quote + " is missing");
    }
    at++;
    add(Kind.STRING, value.toString(), from);
  }

  private char escaped() throws Untranslatable {
    int from = at++;
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '\\', '\'', '"', '#' -> c;
      default -> throw error(from, "'\\" + c + "' is no escape; a backslash is written '\\\\'");
    };
  }

  private void regex() throws Untranslatable {
    int from = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '/') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        // An escaped slash is a slash; all other escapes are those of the regular expression.
        at++;
        value.append(text.charAt(at) == '/' ? "" : "\\");
      }
      value.append(text.charAt(at));
      at++;
    }
    if (at == text.length()) {
      throw error(from, "the regular expression is not closed; '/' is missing");
    }
    at++;
    add(Kind.REGEX, value.toString(), from);
  }

  private void name() {
    int from = at;
    skipName();
    while (at + 1 < text.length() && text.charAt(at) == '.' && startsName(at + 1)) {
      at++;
      skipName();
    }
    add(Kind.NAME, text.substring(from, at), from);
  }

  private void symbol() throws Untranslatable {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        add(Kind.SYMBOL, symbol, at);
        at += symbol.length();
        return;
      }
    }
    throw error(at, "there is no '" + Character.toString(text.codePointAt(at)) + "' in Aviator");
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void skipName() {
    while (at < text.length()
        && Character.isJavaIdentifierPart(text.charAt(at))
        && text.charAt(at) != '$') {
      at++;
    }
  }

  private boolean startsName(int index) {
    char c = text.charAt(index);
    return Character.isJavaIdentifierStart(c) && c != '$';
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private void add(Kind kind, String value, int from) {
    tokens.add(new Token(kind, value, ExpressionPosition.of(source, from)));
  }

  private Untranslatable error(int from, String problem) {
    return new Untranslatable(ExpressionPosition.of(source, from), problem);
  }
}
