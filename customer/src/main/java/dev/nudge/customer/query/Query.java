package dev.nudge.customer.query;

import dev.nudge.customer.sql.SqlText;
import dev.nudge.customer.sql.Token;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A query whose form is right.
 *
 * @param version a hash of its file
 * @param cache for how long an answer may be given again; zero for never
 * @param rows the most that a page has
 * @param sql one statement
 */
public record Query(
    String name,
    String version,
    String description,
    List<Parameter> parameters,
    Duration cache,
    Access access,
    Duration timeout,
    int rows,
    SqlText sql) {
  public Query {
    parameters = List.copyOf(parameters);
  }

  /** The first sentence of the description, on one line. */
  public String summary() {
    String line = description.strip().replaceAll("\\s+", " ");
    int end = line.indexOf(". ");
    return end < 0 ? line : line.substring(0, end + 1);
  }

  /** The parameter of this name. */
  Optional<Parameter> parameter(String wanted) {
    return parameters.stream().filter(one -> one.name().equals(wanted)).findFirst();
  }

  /** What a parameter is to PostgreSQL. */
  String type(String wanted) {
    return parameter(wanted).map(Parameter::sql).orElse("text");
  }

  /** Its first word, in lower case; empty where it begins with a bracket. */
  static String firstWord(SqlText sql) {
    for (Token token : sql.tokens()) {
      if (token.kind() == Token.Kind.WORD) {
        return sql.value(token).toLowerCase(Locale.ROOT);
      }
      if (!token.isBlank() && !sql.value(token).equals("(")) {
        return "";
      }
    }
    return "";
  }
}
