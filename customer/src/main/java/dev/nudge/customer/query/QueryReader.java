package dev.nudge.customer.query;

import dev.nudge.customer.sql.SqlText;
import dev.nudge.customer.sql.Token;
import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Notation;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.state.Fingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the file of a query: a header of YAML in the comment at its beginning, and one statement.
 * What needs a database to be known is not looked at here.
 */
public final class QueryReader {
  /** How the files of queries end. */
  public static final String ENDING = ".sql";

  /** A file may have so many characters. */
  static final int MOST_CHARACTERS = 256 << 10;

  private static final int MOST_PARAMETERS = 50;
  private static final int USUAL_ROWS = 1_000;
  private static final int MOST_ROWS = 10_000;
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration LONGEST_CACHE = Duration.ofDays(1);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Set<String> QUERIES = Set.of("select", "with", "values", "table");
  private static final Pattern NO_LINE_END = Pattern.compile("[^\n\r]");

  private final List<Problem> problems;

  private QueryReader(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * The query of a file; nothing where there is a mistake.
   *
   * @param file as the user named it; the query is called as its last part without the ending
   * @param problems where mistakes go
   */
  public static Optional<Query> read(String file, String text, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Optional<Query> query = new QueryReader(found).query(file, text);
    found.sort(Comparator.comparing(Problem::at));
    problems.addAll(found);
    return found.stream().anyMatch(Problem::isError) ? Optional.empty() : query;
  }

  /** What a query is called by its file. */
  public static String name(String file) {
    String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return last.endsWith(ENDING) ? last.substring(0, last.length() - ENDING.length()) : last;
  }

  private Optional<Query> query(String file, String all) {
    String text = all.startsWith("\uFEFF") ? all.substring(1) : all;
    String name = name(file);
    if (!NAME.matcher(name).matches()) {
      error(
          new Position(file, 1, 1),
          "a query is called as its file, in small letters, digits and dashes: '"
              + name
              + "' is no such name");
    }
    if (text.length() > MOST_CHARACTERS) {
      error(new Position(file, 1, 1), "the file has more than " + MOST_CHARACTERS + " characters");
      return Optional.empty();
    }
    SqlText sql = SqlText.of(Text.of(file, text));
    sql.problem().ifPresent(problems::add);
    if (sql.problem().isPresent()) {
      return Optional.empty();
    }
    Optional<Fields> header = header(file, sql);
    Optional<SqlText> statement = statement(sql);
    if (header.isEmpty() || statement.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = header.get();
    Map<String, Parameter> parameters = parameters(fields, statement.get());
    fields.require("description", "what does it answer?");
    return Optional.of(
        new Query(
            name,
            hash(text),
            fields.text("description").map(Text::value).map(String::strip).orElse(""),
            List.copyOf(parameters.values()),
            duration(fields, "cache", Duration.ZERO, LONGEST_CACHE),
            fields.choice("access", Access.class).orElse(Access.VIEWER),
            duration(fields, "timeout", USUAL_TIMEOUT, LONGEST_TIMEOUT),
            fields.integer("rows", 1, MOST_ROWS).orElse(USUAL_ROWS),
            statement.get()));
  }

  /** The keys of the comment that the file begins with. */
  private Optional<Fields> header(String file, SqlText sql) {
    for (Token token : sql.tokens()) {
      String value = sql.value(token);
      if (token.kind() == Token.Kind.COMMENT && value.startsWith("/*")) {
        return fields(file, sql.text().value(), token);
      }
      if (!token.isBlank()) {
        break;
      }
    }
    error(
        new Position(file, 1, 1),
        "a query begins with a comment that says what it is: /* description: ... */");
    return Optional.empty();
  }

  private Optional<Fields> fields(String file, String text, Token comment) {
    // Space in place of all before it, so that every place is that of the file.
    int from = comment.from() + 2;
    String yaml =
        NO_LINE_END.matcher(text.substring(0, from)).replaceAll(" ")
            + text.substring(from, comment.to() - 2);
    List<Document> documents = DocumentReader.read(file, yaml, problems);
    if (documents.isEmpty()) {
      if (problems.isEmpty()) {
        error(Text.of(file, text).position(comment.from()), "the header is empty");
      }
      return Optional.empty();
    }
    if (documents.size() > 1) {
      error(documents.get(1).root().position(), "a second document; a header is one");
    }
    return Fields.open(documents.get(0).root(), HeaderKeys.TOP, HeaderKeys.GRAMMAR, problems);
  }

  private Optional<SqlText> statement(SqlText sql) {
    List<SqlText> statements = sql.statements();
    if (statements.isEmpty()) {
      error(
          sql.text().position(sql.text().value().length()),
          "there is no statement behind the header");
      return Optional.empty();
    }
    if (statements.size() > 1) {
      error(statements.get(1).text().position(0), "a second statement; a query is one");
    }
    SqlText statement = statements.get(0);
    if (!QUERIES.contains(Query.firstWord(statement))) {
      error(
          statement.text().position(0), "this is no query: it begins with select, with or values");
    }
    for (Token token : statement.tokens()) {
      String value = statement.value(token);
      if (token.kind() == Token.Kind.POSITION) {
        error(
            statement.text().position(token.from()),
            "'" + value + "': a parameter has a name, such as :user_id");
      } else if (token.kind() == Token.Kind.SYMBOL && (value.equals("{") || value.equals("}"))) {
        error(statement.text().position(token.from()), "no SQL has a '" + value + "' here");
      }
    }
    return Optional.of(statement);
  }

  private Map<String, Parameter> parameters(Fields header, SqlText statement) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    List<Node.Entry> entries = header.entries("parameters", "names with types");
    if (entries.size() > MOST_PARAMETERS) {
      header.error(header.position("parameters"), "more than " + MOST_PARAMETERS + " parameters");
    }
    Set<String> used = new TreeSet<>();
    statement.parameters().forEach(token -> used.add(statement.name(token)));
    for (Node.Entry entry : entries) {
      String name = entry.key().value();
      parameters.put(name, new ParameterReader(header, entry.key()).read(entry.value()));
      if (!used.contains(name)) {
        header.error(
            entry.key().position(),
            "the SQL has no ':" + name + "'" + Suggestion.didYouMean(name, used));
      }
    }
    for (Token token : statement.parameters()) {
      String name = statement.name(token);
      if (!parameters.containsKey(name)) {
        error(
            statement.text().position(token.from()),
            "the header has no parameter '" + name + "'" + advice(statement, token, parameters));
      }
    }
    return parameters;
  }

  private static String advice(SqlText sql, Token token, Map<String, Parameter> parameters) {
    String near = Suggestion.didYouMean(sql.name(token), parameters.keySet());
    boolean slice =
        token.from() > 0 && Character.isLetterOrDigit(sql.text().value().charAt(token.from() - 1));
    return near.isEmpty() && slice ? "; a slice of an array is written [1 : n]" : near;
  }

  private static Duration duration(Fields fields, String key, Duration usual, Duration longest) {
    Optional<Duration> duration = fields.duration(key);
    if (duration.isPresent() && duration.get().compareTo(longest) > 0) {
      fields.error(fields.position(key), "'" + key + "' is at most " + Notation.write(longest));
    }
    return duration.orElse(usual);
  }

  private static String hash(String text) {
    return HexFormat.of().toHexDigits(Fingerprint.of(text)).substring(0, 12);
  }

  private void error(Position at, String text) {
    problems.add(Problem.error(at, text));
  }
}
