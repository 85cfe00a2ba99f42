package dev.nudge.importer;

import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of the table that Flink jobs read their rules from: the rule is under {@code pattern}, as
 * JSON or as a string of JSON.
 */
final class RuleRow {
  private static final Keys ROW =
      Keys.of("in a row of the rule table", "id", "version", "pattern", "function");

  private RuleRow() {}

  static boolean is(Node node) {
    return node instanceof Node.Mapping mapping
        && mapping.entries().stream().anyMatch(entry -> entry.key().value().equals("pattern"));
  }

  /** The rule, with the id of its row. */
  record Rule(Node node, FilePositions positions, String id, String function) {}

  static Optional<Rule> read(Node node, FilePositions positions, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Optional<Rule> rule =
        Fields.open(node, ROW, Grammar.of(ROW), found)
            .flatMap(row -> rule(row, positions, problems));
    found.forEach(problem -> problems.add(positions.inFile(problem)));
    return rule;
  }

  private static Optional<Rule> rule(Fields row, FilePositions positions, List<Problem> problems) {
    String id = scalar(row, "id");
    String function = scalar(row, "function");
    Node pattern = row.node("pattern").orElseThrow();
    if (!(pattern instanceof Node.Scalar scalar)) {
      return Optional.of(new Rule(pattern, positions, id, function));
    }
    Text text = scalar.text();
    List<Problem> found = new ArrayList<>();
    List<Document> documents = DocumentReader.read(row.position().file(), text.value(), found);
    Node root = documents.isEmpty() ? pattern : documents.get(0).root();
    FilePositions inside = new FilePositions.InString(positions, text, root);
    if (documents.isEmpty() && found.isEmpty()) {
      found.add(Problem.error(new Position(row.position().file(), 1, 1), "there is no rule in it"));
    }
    found.forEach(problem -> problems.add(inside.inFile(problem)));
    return documents.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rule(root, inside, id, function));
  }

  private static String scalar(Fields row, String key) {
    return row.node(key)
        .filter(node -> node instanceof Node.Scalar)
        .map(node -> ((Node.Scalar) node).text().value())
        .orElse("");
  }
}
