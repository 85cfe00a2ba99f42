package dev.nudge.console.collect;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Where the events of a body are: one object, or the elements of an array. */
final class Body {
  private static final JsonFactory JSON = new JsonFactory();

  private Body() {}

  /**
   * A part of a body.
   *
   * @param from first byte
   * @param to behind the last
   */
  record Part(int from, int to) {}

  /** The body is no JSON at all. */
  static final class NotJson extends Exception {
    private static final long serialVersionUID = 1;

    NotJson(String message) {
      super(message);
    }
  }

  /**
   * Finds them.
   *
   * @throws NotJson with a sentence that says what is wrong
   */
  static List<Part> parts(byte[] body) throws NotJson {
    List<Part> parts = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw new NotJson("the body is empty: send one event, or an array of events");
      }
      if (first == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          parts.add(part(json));
        }
      } else {
        parts.add(part(json));
      }
      if (json.nextToken() != null) {
        throw new NotJson("something follows the JSON: send an array, not one event a line");
      }
    } catch (JacksonException e) {
      throw new NotJson(
          "the body is no JSON: "
              + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
    }
    return parts;
  }

  private static Part part(JsonParser json) {
    int from = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    json.finishToken();
    return new Part(from, (int) json.currentLocation().getByteOffset());
  }
}
