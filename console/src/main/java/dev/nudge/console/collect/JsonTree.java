package dev.nudge.console.collect;

import dev.nudge.console.database.StorableText;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.json.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies as trees, and back. Numbers stay as they were written. */
public final class JsonTree {
  /** How many bytes a tree has in memory, of each that it was read from, at most about. */
  public static final int WEIGHT = 8;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private JsonTree() {}

  /**
   * A body that is an object.
   *
   * @throws ApiException 400 if it is none
   */
  public static ObjectNode object(byte[] body) {
    if (read(body) instanceof ObjectNode object) {
      return object;
    }
    throw ApiException.badRequest("the body is an object");
  }

  /**
   * A body.
   *
   * @throws ApiException 400 if it is no JSON
   */
  static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw ApiException.badRequest(
          "the body is no JSON: "
              + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
    }
  }

  /** In UTF-8; half a surrogate pair, which that has not, becomes U+FFFD. */
  public static byte[] bytes(ObjectNode node) {
    return StorableText.clean(JSON.writeValueAsString(node)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Copies members; one that has a name which is taken gets a prefix before it.
   *
   * @return why that cannot be, where the new name is there as well
   */
  public static Optional<Rejection> copy(
      ObjectNode from, Set<String> taken, String prefix, ObjectNode into) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      boolean clashes = taken.contains(member.getKey());
      String name = clashes ? prefix + member.getKey() : member.getKey();
      if (clashes && from.has(name)) {
        return Optional.of(
            new Rejection(
                "two of one name",
                "'" + member.getKey() + "' would be '" + name + "', which is there"));
      }
      into.set(name, member.getValue());
    }
    return Optional.empty();
  }
}
