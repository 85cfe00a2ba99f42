package dev.nudge.engine.document;

import dev.nudge.engine.event.Null;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Takes a part of a document as the JSON it is. */
public final class JsonValues {
  private JsonValues() {}

  /**
   * The same value; a number that JSON's kinds here cannot hold is reported.
   *
   * @param errors takes what is wrong, and where
   */
  public static Json of(Node node, BiConsumer<Position, String> errors) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, Json> members = new LinkedHashMap<>();
      for (Node.Entry entry : mapping.entries()) {
        members.put(entry.key().value(), of(entry.value(), errors));
      }
      return new Json.Obj(members);
    }
    if (node instanceof Node.Listing listing) {
      List<Json> elements = new ArrayList<>();
      for (Node element : listing.elements()) {
        elements.add(of(element, errors));
      }
      return new Json.Arr(elements);
    }
    return scalar((Node.Scalar) node, errors);
  }

  private static Json scalar(Node.Scalar scalar, BiConsumer<Position, String> errors) {
    String text = scalar.text().value();
    return switch (scalar.type()) {
      case STRING -> new Json.Str(scalar.text());
      case BOOLEAN -> new Json.Scalar(text.equals("true"));
      case NULL -> new Json.Scalar(Null.NULL);
      case INTEGER -> new Json.Scalar(integer(scalar, errors));
      case DECIMAL -> new Json.Scalar(decimal(scalar, errors));
    };
  }

  private static Object integer(Node.Scalar scalar, BiConsumer<Position, String> errors) {
    try {
      return Long.parseLong(scalar.text().value());
    } catch (NumberFormatException e) {
      errors.accept(scalar.position(), "an integer beyond 64 bits; put it in quotes");
      return 0L;
    }
  }

  private static Object decimal(Node.Scalar scalar, BiConsumer<Position, String> errors) {
    double number = Double.parseDouble(scalar.text().value());
    if (Double.isInfinite(number)) {
      errors.accept(scalar.position(), "a number beyond the range of a double; put it in quotes");
      return 0.0;
    }
    return number;
  }
}
