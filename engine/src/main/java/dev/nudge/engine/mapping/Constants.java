package dev.nudge.engine.mapping;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.WholeNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that a mapping gives to every event: as events have them in JSON. */
final class Constants {
  private Constants() {}

  /** The boxed value of a node. */
  static Object value(Node node, Fields fields) {
    if (node instanceof Node.Listing listing) {
      List<Object> list = new ArrayList<>();
      listing.elements().forEach(element -> list.add(value(element, fields)));
      return List.copyOf(list);
    }
    if (node instanceof Node.Mapping mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(entry -> map.put(entry.key().value(), value(entry.value(), fields)));
      return map;
    }
    Node.Scalar scalar = (Node.Scalar) node;
    String text = scalar.text().value();
    return switch (scalar.type()) {
      case STRING -> text;
      case BOOLEAN -> text.equals("true");
      case NULL -> Null.NULL;
      case INTEGER -> WholeNumber.of(text);
      case DECIMAL -> decimal(scalar, fields);
    };
  }

  private static Object decimal(Node.Scalar scalar, Fields fields) {
    String text = scalar.text().value();
    double number = Decimals.parse(text);
    if (!Double.isFinite(number)) {
      fields.error(scalar.position(), "the number " + text + " is out of range");
      return 0.0;
    }
    return number;
  }
}
