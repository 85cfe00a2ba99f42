package dev.nudge.app.live;

import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object that somebody else wrote: any member may be missing or of another kind. */
record JsonObject(Map<?, ?> members) {
  /** Nothing where the bytes are no object. */
  static Optional<JsonObject> read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return Optional.empty();
    }
    return JsonReader.value(new String(bytes, StandardCharsets.UTF_8))
            instanceof Parsed.Accepted<Object> accepted
        ? Optional.of(accepted.value())
            .filter(value -> value instanceof Map<?, ?>)
            .map(value -> new JsonObject((Map<?, ?>) value))
        : Optional.empty();
  }

  /** A text, or an empty one. */
  String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  /** A whole number, or -1. */
  long number(String name) {
    return members.get(name) instanceof Long number ? number : -1;
  }

  /** A time in milliseconds, or {@link IsoTime#NONE}. */
  long time(String name) {
    return members.get(name) instanceof String text ? IsoTime.parse(text) : IsoTime.NONE;
  }

  /** A list of texts; what is none is left out. */
  List<String> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /** A member as it is. */
  Optional<Object> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** A value as one line of JSON. */
  static String write(Object value) {
    return new String(new JsonWriter().writeValue(value), StandardCharsets.UTF_8);
  }
}
