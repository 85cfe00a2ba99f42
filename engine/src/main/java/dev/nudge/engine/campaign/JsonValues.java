package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.event.Null;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a part of a document as the JSON it is. */
final class JsonValues {
  private JsonValues() {}

  static Json of(Node node, Fields fields) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, Json> members = new LinkedHashMap<>();
      for (Node.Entry entry : mapping.entries()) {
        members.put(entry.key().value(), of(entry.value(), fields));
      }
      return new Json.Obj(members);
    }
    if (node instanceof Node.Listing listing) {
      List<Json> elements = new ArrayList<>();
      for (Node element : listing.elements()) {
        elements.add(of(element, fields));
      }
      return new Json.Arr(elements);
    }
    return scalar((Node.Scalar) node, fields);
  }

  private static Json scalar(Node.Scalar scalar, Fields fields) {
    String text = scalar.text().value();
    return switch (scalar.type()) {
      case STRING -> new Json.Str(scalar.text());
      case BOOLEAN -> new Json.Scalar(text.equals("true"));
      case NULL -> new Json.Scalar(Null.NULL);
      case INTEGER -> new Json.Scalar(integer(scalar, fields));
      case DECIMAL -> new Json.Scalar(decimal(scalar, fields));
    };
  }

  private static Object integer(Node.Scalar scalar, Fields fields) {
    try {
      return Long.parseLong(scalar.text().value());
    } catch (NumberFormatException e) {
      fields.error(scalar.position(), "an integer beyond 64 bits; put it in quotes");
      return 0L;
    }
  }

  private static Object decimal(Node.Scalar scalar, Fields fields) {
    double number = Double.parseDouble(scalar.text().value());
    if (Double.isInfinite(number)) {
      fields.error(scalar.position(), "a number beyond the range of a double; put it in quotes");
      return 0.0;
    }
    return number;
  }
}
