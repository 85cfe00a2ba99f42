package dev.nudge.customer.board;

import dev.nudge.customer.board.Board.BoardPanel;
import dev.nudge.customer.board.Board.BoardParameter;
import dev.nudge.customer.board.Board.ChartKind;
import dev.nudge.customer.board.Board.Show;
import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the documents of boards; every mistake becomes a problem at its place. */
public final class BoardReader {
  /** A document may have so many characters. */
  public static final int MOST_CHARACTERS = 64 << 10;

  private static final int MOST_PANELS = 60;
  private static final int MOST_PARAMETERS = 20;
  private static final int MOST_ROWS = 1_000;
  private static final int WIDEST = 4;
  private static final Duration FASTEST = Duration.ofSeconds(1);
  private static final Pattern MARK =
      Pattern.compile("^[\"']?panels[\"']?\\s*:", Pattern.MULTILINE);
  private static final Pattern QUERY = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  private final List<Problem> problems;

  private BoardReader(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * The board of a text; nothing where there is a mistake.
   *
   * @param file what the text is called in problems
   * @param problems where mistakes go
   */
  public static Optional<Board> read(String file, String text, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Optional<Board> board = new BoardReader(found).board(file, text);
    problems.addAll(found);
    return found.stream().anyMatch(Problem::isError) ? Optional.empty() : board;
  }

  /** Whether a text is of a board, right or wrong: nothing else has panels. */
  public static boolean isBoard(String text) {
    return MARK.matcher(text).find();
  }

  private Optional<Board> board(String file, String text) {
    if (text.length() > MOST_CHARACTERS) {
      problems.add(
          Problem.error(
              new Position(file, 1, 1), "a board has at most " + MOST_CHARACTERS + " characters"));
      return Optional.empty();
    }
    List<Document> documents = DocumentReader.read(file, text, problems);
    if (documents.size() != 1) {
      if (problems.isEmpty()) {
        problems.add(
            Problem.error(
                new Position(file, 1, 1), "expected one board, found " + documents.size()));
      }
      return Optional.empty();
    }
    return Fields.open(documents.get(0).root(), BoardKeys.TOP, BoardKeys.GRAMMAR, problems)
        .map(this::board);
  }

  private Board board(Fields top) {
    top.require("title", "what is it called?");
    top.require("panels", "such as [{show: table, query: customer}]");
    Optional<Duration> refresh = top.duration("refresh");
    if (refresh.isPresent() && refresh.get().compareTo(FASTEST) < 0) {
      top.error(top.position("refresh"), "'refresh' is at least 1s");
    }
    List<Node> nodes = top.list("panels", "panels such as {show: table, query: customer}");
    if (nodes.size() > MOST_PANELS) {
      top.error(top.position("panels"), "a board has at most " + MOST_PANELS + " panels");
    }
    List<BoardPanel> panels = new ArrayList<>();
    for (Node node : nodes) {
      top.open(node, BoardKeys.PANEL).ifPresent(fields -> panels.add(panel(fields)));
    }
    return new Board(
        value(top, "title"),
        value(top, "description"),
        refresh.map(Duration::toMillis).orElse(0L),
        parameters(top),
        panels);
  }

  private static List<BoardParameter> parameters(Fields top) {
    List<BoardParameter> parameters = new ArrayList<>();
    List<Node.Entry> entries =
        top.entries("parameters", "names with labels, such as {userid: {label: Customer}}");
    if (entries.size() > MOST_PARAMETERS) {
      top.error(
          top.position("parameters"), "a board has at most " + MOST_PARAMETERS + " parameters");
    }
    for (Node.Entry entry : entries) {
      String name = name(top, entry);
      top.open(entry.value(), BoardKeys.PARAMETER)
          .ifPresent(
              fields ->
                  parameters.add(
                      new BoardParameter(
                          name,
                          fields.text("label").map(Text::value).orElse(name),
                          fields
                              .node("default")
                              .map(node -> scalar(fields, "default", node))
                              .orElse(""))));
    }
    return parameters;
  }

  private static BoardPanel panel(Fields fields) {
    fields.require("show", "one of number, table, chart, list");
    fields.require("query", "whose answer is shown?");
    Show show = fields.choice("show", Show.class).orElse(Show.TABLE);
    String query = value(fields, "query");
    if (!query.isEmpty() && !QUERY.matcher(query).matches()) {
      fields.error(
          fields.position("query"), "'query': expected the name of a query, such as big-spenders");
    }
    refuse(fields, show, Show.CHART, "x", "y", "kind");
    refuse(fields, show, Show.LIST, "beside");
    refuse(fields, show, Show.NUMBER, "unit");
    if (fields.has("column") && show != Show.NUMBER && show != Show.LIST) {
      fields.error(fields.keyPosition("column"), "'column' goes with a number or a list");
    }
    Map<String, String> with = new LinkedHashMap<>();
    for (Node.Entry entry : fields.entries("with", "values by parameter, such as {top: 5}")) {
      with.put(name(fields, entry), scalar(fields, entry.key().value(), entry.value()));
    }
    return new BoardPanel(
        fields.has("title") ? value(fields, "title") : query,
        show,
        query,
        with,
        optional(fields, "column"),
        optional(fields, "beside"),
        optional(fields, "x"),
        fields.texts("y", "a column").stream().map(Text::value).toList(),
        fields.choice("kind", ChartKind.class).orElse(null),
        value(fields, "unit"),
        fields.integer("width", 1, WIDEST).orElse(show == Show.NUMBER ? 1 : 2),
        fields.integer("rows", 1, MOST_ROWS).orElse(0));
  }

  private static void refuse(Fields fields, Show show, Show only, String... keys) {
    for (String key : keys) {
      if (fields.has(key) && show != only) {
        fields.error(
            fields.keyPosition(key),
            "'" + key + "' goes with 'show: " + only.name().toLowerCase(Locale.ROOT) + "'");
      }
    }
  }

  private static String name(Fields fields, Node.Entry entry) {
    String name = entry.key().value();
    if (!PARAMETER.matcher(name).matches()) {
      fields.error(
          entry.key().position(), "expected the name of a parameter, such as userid or at_least");
    }
    return name;
  }

  /** What stands in an address is a text, whatever it is to YAML. */
  private static String scalar(Fields fields, String key, Node node) {
    if (node instanceof Node.Scalar scalar && scalar.type() != Node.Scalar.Type.NULL) {
      return scalar.text().value();
    }
    fields.expected(node, key, "a value", "");
    return "";
  }

  private static String value(Fields fields, String key) {
    return fields.text(key).map(Text::value).orElse("");
  }

  private static @Nullable String optional(Fields fields, String key) {
    return fields.text(key).map(Text::value).orElse(null);
  }
}
