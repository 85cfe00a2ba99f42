package dev.nudge.settings;

import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a configuration file. */
final class NudgeFile {
  private final Values values;
  private final References references;
  private final List<Problem> problems;

  NudgeFile(Values values, References references, List<Problem> problems) {
    this.values = values;
    this.references = references;
    this.problems = problems;
  }

  /**
   * Reads what a file says.
   *
   * @param file as the user named it
   */
  void read(String file, String text) {
    List<Document> documents = DocumentReader.read(file, text, problems);
    for (Document other : documents.subList(Math.min(1, documents.size()), documents.size())) {
      values.error(other.root().position(), "a second document; a configuration is one");
    }
    // A file may be all comments.
    documents.stream().limit(1).filter(document -> !isNothing(document.root())).forEach(this::read);
  }

  private void read(Document document) {
    Optional<Fields> top =
        Fields.open(
            withoutPaths("", document.root()), SettingKeys.TOP, SettingKeys.GRAMMAR, problems);
    if (top.isEmpty()) {
      return;
    }
    SettingKeys.LEVELS.forEach(
        (group, settings) -> {
          if (group.isEmpty()) {
            settings.forEach(setting -> read(setting, top.get()));
          } else {
            top.get()
                .node(group)
                .filter(node -> !isNothing(node))
                .flatMap(node -> open(group, node, top.get()))
                .ifPresent(level -> settings.forEach(setting -> read(setting, level)));
          }
        });
  }

  private Optional<Fields> open(String group, Node node, Fields top) {
    Keys keys = SettingKeys.of(group);
    return top.open(withoutPaths(group, node), keys);
  }

  private void read(Setting<?> setting, Fields level) {
    Optional<Node> node = level.node(setting.key());
    if (node.isEmpty()) {
      return;
    }
    if (!setting.equals(SettingTable.KAFKA_PROPERTIES)) {
      values.put(
          setting, node.get(), new Origin.File(level.keyPosition(setting.key())), references);
    } else if (node.get() instanceof Node.Mapping properties) {
      for (Node.Entry property : properties.entries()) {
        values.putProperty(property, new Origin.File(property.key().position()), references);
      }
    } else if (!isNothing(node.get())) {
      level.expected(node.get(), setting.path(), setting.form().expected(), "");
    }
  }

  /** Reports and leaves out the keys of several levels at once, such as {@code kafka.bootstrap}. */
  private Node withoutPaths(String group, Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return node;
    }
    List<Node.Entry> left = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      String key = entry.key().value();
      int dot = key.indexOf('.');
      if (dot < 0) {
        left.add(entry);
      } else {
        values.error(entry.key().position(), "unknown key '" + key + "'" + advice(group, key, dot));
      }
    }
    return new Node.Mapping(mapping.position(), left);
  }

  private static String advice(String group, String key, int dot) {
    if (group.equals(SettingTable.KAFKA_PROPERTIES.group())) {
      return "; a setting of Kafka's clients belongs under 'properties'";
    }
    String path = group.isEmpty() ? key : group + "." + key;
    boolean known =
        SettingTable.find(path).isPresent()
            || path.startsWith(SettingTable.KAFKA_PROPERTIES.path() + ".");
    return known
        ? ": write '"
            + key.substring(0, dot)
            + ":' and, indented on a line below it, '"
            + key.substring(dot + 1)
            + ":'"
        : Suggestion.didYouMean(path, SettingTable.ALL.stream().map(Setting::path).toList());
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.NULL;
  }
}
