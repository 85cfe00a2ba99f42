package dev.nudge.importer.draft;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a document in the making. */
public sealed interface DraftValue {
  /** Where it comes from, in the file that is imported. */
  Position origin();

  /**
   * A single value.
   *
   * @param type how it must read
   */
  record Scalar(Position origin, Node.Scalar.Type type, String text) implements DraftValue {}

  /** A list. */
  record Listing(Position origin, List<DraftValue> elements) implements DraftValue {}

  /** Keys and values, in the order they are written. */
  record Mapping(Position origin, Map<String, DraftValue> members) implements DraftValue {}

  /** A string. */
  static DraftValue text(Position origin, String text) {
    return new Scalar(origin, Node.Scalar.Type.STRING, text);
  }

  /** A whole number. */
  static DraftValue number(Position origin, long number) {
    return new Scalar(origin, Node.Scalar.Type.INTEGER, Long.toString(number));
  }

  /** Part of an imported document, as it is. */
  static DraftValue of(Node node) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, DraftValue> members = new LinkedHashMap<>();
      mapping.entries().forEach(entry -> members.put(entry.key().value(), of(entry.value())));
      return new Mapping(node.position(), members);
    }
    if (node instanceof Node.Listing listing) {
      List<DraftValue> elements = new ArrayList<>();
      listing.elements().forEach(element -> elements.add(of(element)));
      return new Listing(node.position(), elements);
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return new Scalar(node.position(), scalar.type(), scalar.text().value());
  }
}
