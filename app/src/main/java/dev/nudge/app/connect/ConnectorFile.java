package dev.nudge.app.connect;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The document of a connector, {@code {"name": .., "config": {..}}} as Kafka Connect takes it, with
 * the places of what stands in it.
 */
final class ConnectorFile {
  private static final String FORM = "{\"name\": \"shop\", \"config\": {\"connector.class\": ...}}";

  private final Position start;
  private final String name;
  private final Map<String, Node.Entry> entries;
  private final Map<String, String> config = new LinkedHashMap<>();

  private ConnectorFile(Position start, String name, Map<String, Node.Entry> entries) {
    this.start = start;
    this.name = name;
    this.entries = entries;
  }

  /** Reads a file; what is wrong with it is said, and a failure. */
  static ConnectorFile read(Path file, Terminal terminal) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw Failure.input("there is no file '" + file + "'");
    }
    List<Problem> problems = new ArrayList<>();
    Optional<ConnectorFile> read =
        DocumentReader.read(file.toString(), text, problems).stream()
            .findFirst()
            .flatMap(document -> document(document, problems));
    if (read.isEmpty() && problems.isEmpty()) {
      throw Failure.input("'" + file + "' is empty; a connector looks like " + FORM);
    }
    say(problems, terminal);
    return read.orElseThrow(() -> Failure.input("'" + file + "' is no connector"));
  }

  private static Optional<ConnectorFile> document(Document document, List<Problem> problems) {
    Map<String, Node> top = new LinkedHashMap<>();
    if (document.root() instanceof Node.Mapping mapping) {
      mapping.entries().forEach(entry -> top.put(entry.key().value(), entry.value()));
    }
    if (top.size() != 2
        || !(top.get("name") instanceof Node.Scalar named)
        || !(top.get("config") instanceof Node.Mapping settings)) {
      problems.add(
          Problem.error(document.root().position(), "expected a connector, such as " + FORM));
      return Optional.empty();
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    settings.entries().forEach(entry -> entries.put(entry.key().value(), entry));
    ConnectorFile file = new ConnectorFile(settings.position(), named.text().value(), entries);
    entries.forEach(
        (key, entry) -> {
          if (entry.value() instanceof Node.Scalar scalar
              && scalar.type() != Node.Scalar.Type.NULL) {
            file.config.put(key, scalar.text().value());
          } else {
            problems.add(
                Problem.error(
                    entry.value().position(),
                    "'"
                        + key
                        + "': expected a text, number, true or false, got "
                        + entry.value().describe()));
          }
        });
    if (!file.config.containsKey("connector.class")) {
      problems.add(
          Problem.error(
              file.start,
              "'connector.class' is missing, such as"
                  + " io.debezium.connector.postgresql.PostgresConnector"));
    }
    return Optional.of(file);
  }

  String name() {
    return name;
  }

  /** The settings, and the name among them, as Connect wants it. */
  Map<String, String> config() {
    Map<String, String> all = new LinkedHashMap<>(config);
    all.put("name", name);
    return all;
  }

  String connectorClass() {
    return config.getOrDefault("connector.class", "");
  }

  /**
   * Says what Connect has against the settings, each at its place, and fails if it is an error.
   *
   * @param answer to a check of {@link #config}
   */
  void judge(JsonNode answer, Terminal terminal) {
    List<Problem> problems = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (JsonNode info : answer.path("configs")) {
      JsonNode definition = info.path("definition");
      String key = info.path("value").path("name").asString(definition.path("name").asString(""));
      known.add(key);
      for (JsonNode error : info.path("value").path("errors")) {
        problems.add(Problem.error(valueOf(key), "'" + key + "': " + error.asString()));
      }
      if (definition.path("type").asString("").equals("PASSWORD") && isOpen(key)) {
        problems.add(
            Problem.warning(
                valueOf(key),
                "'" + key + "' is a secret in the open: write ${env:NAME} or ${file:PATH:KEY}"));
      }
    }
    for (Map.Entry<String, Node.Entry> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        Suggestion.nearest(entry.getKey(), known)
            .ifPresent(
                near ->
                    problems.add(
                        Problem.warning(
                            entry.getValue().key().position(),
                            "the connector does not know '"
                                + entry.getKey()
                                + "', did you mean '"
                                + near
                                + "'?")));
      }
    }
    say(problems, terminal);
  }

  private boolean isOpen(String key) {
    String value = config.getOrDefault(key, "");
    return !value.isEmpty() && !value.contains("${");
  }

  private Position valueOf(String key) {
    Node.Entry entry = entries.get(key);
    return entry == null ? start : entry.value().position();
  }

  private static void say(List<Problem> problems, Terminal terminal) {
    problems.forEach(problem -> terminal.say(problem.toString()));
    long errors = problems.stream().filter(Problem::isError).count();
    if (errors > 0) {
      throw Failure.input(Table.count(errors, "error") + " in the connector; mend it");
    }
  }
}
