package dev.nudge.importer.aviator;

import dev.nudge.engine.document.Text;
import dev.nudge.importer.aviator.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the part of Aviator that is a condition: by recursive descent, a method for each level of
 * precedence. What the rest of the language has (assignments, functions of one's own, bits, powers)
 * is refused by name.
 */
public final class Parser {
  private static final int DEEPEST = 100;

  /** What follows an expression inwards goes as deep as it is long. */
  private static final int LONGEST = 2_000;

  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("=", "assigns; compare with '=='"),
          Map.entry(";", "separates statements; a condition is one expression"),
          Map.entry("->", "makes a function, which CEL has not"),
          Map.entry("**", "is a power, which CEL has not"),
          Map.entry("&", "works on bits, which CEL does not; 'and' is '&&'"),
          Map.entry("|", "works on bits, which CEL does not; 'or' is '||'"),
          Map.entry("^", "works on bits, which CEL does not"),
          Map.entry("~", "works on bits, which CEL does not"),
          Map.entry("<<", "works on bits, which CEL does not"),
          Map.entry(">>", "works on bits, which CEL does not"),
          Map.entry(">>>", "works on bits, which CEL does not"),
          Map.entry("$", "names a group of a match, which CEL does not keep"),
          Map.entry("#", "quotes a path; write it plainly, as in 'detail.price'"));

  private final List<Token> tokens;
  private int next;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads an expression.
   *
   * @throws Untranslatable at the first place that is wrong or has no counterpart in CEL
   */
  public static Expr parse(Text expression) throws Untranslatable {
    Parser parser = new Parser(Lexer.read(expression));
    if (parser.tokens.size() > LONGEST) {
      throw new Untranslatable(
          parser.tokens.get(LONGEST).at(), "longer than " + LONGEST + " words; split the rule");
    }
    if (parser.peek().kind() == Kind.END) {
      throw new Untranslatable(parser.peek().at(), "the expression is empty");
    }
    Expr read = parser.conditional();
    parser.refuse(parser.peek());
    if (parser.peek().kind() != Kind.END) {
      throw parser.unexpected("an operator or the end");
    }
    return read;
  }

  private Expr conditional() throws Untranslatable {
    deeper();
    Expr condition = binary(1);
    if (peek().is("?")) {
      ExpressionPosition at = take().at();
      Expr yes = conditional();
      expect(":");
      Expr no = conditional();
      condition = new Expr.Conditional(at, condition, yes, no);
    }
    depth--;
    return condition;
  }

  private Expr binary(int level) throws Untranslatable {
    if (level > Operator.HIGHEST) {
      return unary();
    }
    Expr left = binary(level + 1);
    while (true) {
      if (level == Operator.EQUALITY && peek().is("=~")) {
        ExpressionPosition at = take().at();
        left = new Expr.Match(at, left, regex());
        continue;
      }
      Optional<Operator> operator =
          peek().kind() == Kind.SYMBOL ? Operator.of(peek().text(), level) : Optional.empty();
      if (operator.isEmpty()) {
        return left;
      }
      ExpressionPosition at = take().at();
      left = new Expr.Binary(at, operator.get(), left, binary(level + 1));
    }
  }

  private String regex() throws Untranslatable {
    if (peek().kind() != Kind.REGEX) {
      throw unexpected("a regular expression such as /a.*/");
    }
    return take().text();
  }

  private Expr unary() throws Untranslatable {
    if (peek().is("!") || peek().is("-")) {
      deeper();
      Token operator = take();
      Expr operand = unary();
      depth--;
      return operator.is("!")
          ? new Expr.Not(operator.at(), operand)
          : new Expr.Negative(operator.at(), operand);
    }
    return indexed();
  }

  private Expr indexed() throws Untranslatable {
    Expr of = operand();
    while (peek().is("[")) {
      ExpressionPosition at = take().at();
      Expr index = conditional();
      expect("]");
      of = new Expr.Index(at, of, index);
    }
    return of;
  }

  private Expr operand() throws Untranslatable {
    refuse(peek());
    if (peek().is("(")) {
      take();
      Expr inside = conditional();
      expect(")");
      return inside;
    }
    Token token = peek();
    switch (token.kind()) {
      case INT, DECIMAL, STRING, NAME -> take();
      case REGEX ->
          throw new Untranslatable(
              token.at(), "a regular expression may only stand to the right of '=~'");
      case SYMBOL, END -> throw unexpected("a value");
    }
    return switch (token.kind()) {
      case INT -> integer(token);
      case DECIMAL -> decimal(token);
      case STRING -> new Expr.Str(token.at(), token.text());
      default -> named(token);
    };
  }

  private static Expr integer(Token token) throws Untranslatable {
    try {
      return new Expr.Int(token.at(), Long.decode(withoutOctal(token.text())));
    } catch (NumberFormatException e) {
      throw new Untranslatable(token.at(), "the number " + token.text() + " is beyond 64 bits");
    }
  }

  /** Long.decode takes a leading zero for base eight; Aviator does not. */
  private static String withoutOctal(String digits) {
    return digits.startsWith("0x") || digits.startsWith("0X")
        ? digits
        : digits.replaceFirst("^0+(?=\\d)", "");
  }

  private static Expr decimal(Token token) throws Untranslatable {
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw new Untranslatable(
          token.at(), "the number " + token.text() + " is beyond the range of a double");
    }
    return new Expr.Decimal(token.at(), value);
  }

  private Expr named(Token name) throws Untranslatable {
    if (peek().is("(")) {
      return call(name);
    }
    return switch (name.text()) {
      case "true", "false" -> new Expr.Bool(name.at(), name.text().equals("true"));
      case "nil" -> new Expr.Nil(name.at());
      case "lambda", "let", "if", "for", "while", "fn", "return", "new", "use" ->
          throw new Untranslatable(
              name.at(), "'" + name.text() + "' begins a statement; a condition is one expression");
      default -> new Expr.Property(name.at(), List.of(name.text().split("\\.")));
    };
  }

  private Expr call(Token name) throws Untranslatable {
    take();
    List<Expr> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      arguments.add(conditional());
      while (peek().is(",")) {
        take();
        arguments.add(conditional());
      }
    }
    expect(")");
    return new Expr.Call(name.at(), name.text(), arguments);
  }

  private void deeper() throws Untranslatable {
    if (++depth > DEEPEST) {
      throw new Untranslatable(peek().at(), "nested deeper than " + DEEPEST + " levels");
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    return tokens.get(next++);
  }

  private void expect(String symbol) throws Untranslatable {
    refuse(peek());
    if (!peek().is(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
    take();
  }

  private void refuse(Token token) throws Untranslatable {
    if (token.kind() == Kind.SYMBOL && REFUSED.containsKey(token.text())) {
      throw new Untranslatable(token.at(), "'" + token.text() + "' " + REFUSED.get(token.text()));
    }
  }

  private Untranslatable unexpected(String wanted) {
    return new Untranslatable(peek().at(), "expected " + wanted + ", got " + peek().describe());
  }
}
