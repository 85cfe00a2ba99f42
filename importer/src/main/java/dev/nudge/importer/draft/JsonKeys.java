package dev.nudge.importer.draft;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads JSON that programs wrote: a known key whose value is {@code null} is not there. */
public final class JsonKeys {
  private JsonKeys() {}

  /** Opens a mapping; each key not among these is reported. */
  public static Optional<Fields> open(
      Node node, Keys keys, Grammar grammar, List<Problem> problems) {
    return Fields.open(withoutNulls(node, keys), keys, grammar, problems);
  }

  /** Opens the mapping under a key of one that is open. */
  public static Optional<Fields> open(Fields fields, String key, Keys keys) {
    return fields.node(key).flatMap(node -> fields.open(withoutNulls(node, keys), keys));
  }

  /** Opens a mapping in a list of one that is open. */
  public static Optional<Fields> open(Fields fields, Node node, Keys keys) {
    return fields.open(withoutNulls(node, keys), keys);
  }

  /**
   * One of some words, as they are written.
   *
   * @param meant what is often written for one of them, in capitals and with underscores
   */
  public static Optional<String> word(
      Fields fields, String key, List<String> words, Map<String, String> meant) {
    Optional<Node> node = fields.node(key);
    return node.isEmpty() ? Optional.empty() : word(fields, node.get(), key, words, meant);
  }

  /** One of some words that stands somewhere below. */
  public static Optional<String> word(
      Fields fields, Node node, String key, List<String> words, Map<String, String> meant) {
    if (!(node instanceof Node.Scalar scalar)) {
      fields.expected(node, key, "one of " + String.join(", ", words), "");
      return Optional.empty();
    }
    String word = scalar.text().value();
    if (words.contains(word)) {
      return Optional.of(word);
    }
    String right = meant.get(spelt(word));
    String advice =
        right != null && words.contains(right)
            ? ", did you mean '" + right + "'?"
            : Suggestion.didYouMean(word, words);
    fields.expected(node, key, "one of " + String.join(", ", words), advice);
    return Optional.empty();
  }

  /** {@code followedBy} and {@code followed-by} as {@code FOLLOWED_BY}. */
  private static String spelt(String word) {
    return word.replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .replaceAll("[- ]", "_")
        .toUpperCase(Locale.ROOT);
  }

  private static Node withoutNulls(Node node, Keys keys) {
    if (!(node instanceof Node.Mapping mapping)) {
      return node;
    }
    List<Node.Entry> entries =
        mapping.entries().stream()
            .filter(entry -> !isNull(entry.value()) || !keys.known().contains(entry.key().value()))
            .toList();
    return new Node.Mapping(mapping.position(), entries);
  }

  private static boolean isNull(Node node) {
    return node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.NULL;
  }
}
