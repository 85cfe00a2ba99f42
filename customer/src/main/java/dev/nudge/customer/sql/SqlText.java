package dev.nudge.customer.sql;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SQL that knows where its parts stand. {@code :name} is a parameter where the colon stands
 * directly before a letter or an underscore, outside of literals, quoted names and comments; {@code
 * ::} casts and {@code :=} names an argument. A slice of an array whose upper bound is a name is
 * therefore written with a space, {@code a[1 : n]}; {@code a[1:2]} needs none.
 */
public final class SqlText {
  private final Text text;
  private final List<Token> tokens;
  private final Optional<Problem> problem;

  private SqlText(Text text, List<Token> tokens, Optional<Problem> problem) {
    this.text = text;
    this.tokens = List.copyOf(tokens);
    this.problem = problem;
  }

  /** Reads SQL. Linear in its length; nothing is thrown for any text. */
  public static SqlText of(Text text) {
    Lexer lexer = new Lexer(text.value());
    List<Token> tokens = lexer.tokens();
    return new SqlText(
        text,
        tokens,
        lexer
            .open()
            .map(
                open ->
                    Problem.error(
                        text.position(open.offset()),
                        "the " + open.what() + " that begins here does not end")));
  }

  /** The text that was read. */
  public Text text() {
    return text;
  }

  /** Its pieces in order, which together are the text. */
  public List<Token> tokens() {
    return tokens;
  }

  /** The characters of a token. */
  public String value(Token token) {
    return text.value().substring(token.from(), token.to());
  }

  /** What is wrong, if a literal, a name or a comment does not end. */
  public Optional<Problem> problem() {
    return problem;
  }

  /** The parameters, each as often as it stands there. */
  public List<Token> parameters() {
    return tokens.stream().filter(token -> token.kind() == Token.Kind.PARAMETER).toList();
  }

  /** What a parameter is called: {@code name} of {@code :name}. */
  public String name(Token parameter) {
    return value(parameter).substring(1);
  }

  /** The statements between the semicolons, without space and comments around them. */
  public List<SqlText> statements() {
    List<SqlText> statements = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.END) {
        if (first >= 0) {
          statements.add(part(first, last));
        }
        first = -1;
      } else if (!token.isBlank()) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first >= 0) {
      statements.add(part(first, last));
    }
    return statements;
  }

  private SqlText part(int first, int last) {
    int from = tokens.get(first).from();
    return new SqlText(
        text.substring(from, tokens.get(last).to()),
        tokens.subList(first, last + 1).stream()
            .map(token -> new Token(token.kind(), token.from() - from, token.to() - from))
            .toList(),
        problem);
  }

  @Override
  public String toString() {
    return text.value();
  }
}
