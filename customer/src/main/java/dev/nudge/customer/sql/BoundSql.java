package dev.nudge.customer.sql;

import dev.nudge.engine.document.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * SQL as the driver takes it: each parameter is a place to which a value is bound, so no value ever
 * becomes a part of the text. Knows for each character that the server sees where the author wrote
 * it.
 */
public final class BoundSql {
  private final SqlText author;
  private final StringBuilder driver = new StringBuilder();

  /** As the server gets it of the driver, which writes {@code $1} for a question mark. */
  private final StringBuilder server = new StringBuilder();

  private final List<String> names = new ArrayList<>();
  private final int[] starts;
  private int places;

  private BoundSql(SqlText author) {
    this.author = author;
    this.starts = new int[author.tokens().size()];
  }

  /**
   * One statement, in the midst of other SQL.
   *
   * @param before SQL of our own
   * @param after SQL of our own, whose question marks are bound after the parameters
   * @param type what a parameter is cast to, by its name
   */
  public static BoundSql of(
      String before, SqlText statement, String after, UnaryOperator<String> type) {
    BoundSql bound = new BoundSql(statement);
    bound.write(before);
    List<Token> tokens = statement.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      bound.starts[i] = bound.server.length();
      String value = statement.value(token);
      if (token.kind() == Token.Kind.PARAMETER) {
        String name = statement.name(token);
        bound.names.add(name);
        bound.write("cast(? as " + type.apply(name) + ")");
      } else {
        // An operator of that character is doubled for the driver.
        boolean operator = token.kind() == Token.Kind.SYMBOL && value.equals("?");
        bound.driver.append(operator ? "??" : value);
        bound.server.append(value);
      }
    }
    bound.write(after);
    return bound;
  }

  private void write(String own) {
    driver.append(own);
    for (int i = 0; i < own.length(); i++) {
      if (own.charAt(i) == '?') {
        server.append('$').append(++places);
      } else {
        server.append(own.charAt(i));
      }
    }
  }

  /** What to prepare. */
  public String driverText() {
    return driver.toString();
  }

  /** The names of the parameters in the order in which they are bound, from index 1. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** What the server says against it, at its place; at the beginning where it names none. */
  public Problem problem(SQLException failure) {
    String said = String.valueOf(failure.getMessage());
    int offset = 0;
    if (failure instanceof PSQLException e && e.getServerErrorMessage() != null) {
      ServerErrorMessage message = e.getServerErrorMessage();
      said = message.getMessage() == null ? said : message.getMessage();
      if (message.getHint() != null) {
        said += ": " + sentence(message.getHint());
      }
      offset = message.getPosition() > 0 ? offset(message.getPosition()) : 0;
    }
    return Problem.error(
        author.text().position(offset), said.lines().findFirst().orElse("").strip());
  }

  /** As a part of another sentence. */
  private static String sentence(String hint) {
    String text = hint.strip();
    text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /**
   * Where the author wrote a character.
   *
   * @param position from 1, in characters, as the server counts
   */
  int offset(int position) {
    int most = server.codePointCount(0, server.length());
    int at = server.offsetByCodePoints(0, Math.max(0, Math.min(position - 1, most)));
    List<Token> tokens = author.tokens();
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (starts[i] <= at) {
        Token token = tokens.get(i);
        int into = token.kind() == Token.Kind.PARAMETER ? 0 : at - starts[i];
        return Math.min(token.from() + into, token.to());
      }
    }
    return 0;
  }
}
