package dev.nudge.job.size;

import dev.nudge.engine.event.Null;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON that this program wrote, as boxed values, whatever its size. */
final class Tree {
  /** As deep as is written. */
  private static final int DEEPEST = 1_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Tree() {}

  /** The members of an object. */
  static Map<String, Object> read(byte[] object) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), object)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no object goes out");
      }
      return members(json);
    }
  }

  private static Map<String, Object> members(JsonParser json) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      members.put(name, value(json, json.nextToken()));
    }
    return members;
  }

  private static Object value(JsonParser json, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> members(json);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (JsonToken next = json.nextToken();
            next != JsonToken.END_ARRAY;
            next = json.nextToken()) {
          list.add(value(json, next));
        }
        yield list;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Null.NULL;
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_NUMBER_INT -> {
        Number number = json.getNumberValue();
        yield number instanceof Integer ? number.longValue() : number;
      }
      default -> throw new IllegalArgumentException("unexpected " + token);
    };
  }
}
