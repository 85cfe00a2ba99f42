package dev.nudge.console.collect.tracking;

import dev.nudge.console.collect.BoundedWriter;
import dev.nudge.console.collect.BoundedWriter.Outgoing;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A message that could not be used, whole or in part.
 *
 * @param index in its batch, from 0
 */
record Unusable(int index, Rejection rejection) {
  static final Comparator<Unusable> IN_ORDER = Comparator.comparingInt(Unusable::index);

  /** In place of the index, of a record that tells what could not be used. */
  static final int TOLD = -1;

  /** Of what came, in characters, at most; less where the topic takes less. */
  private static final int MOST_RAW = 100_000;

  /** How many bytes a character may be in the record. */
  private static final int ESCAPED = 6;

  /** What else is in a record, in bytes, at most. */
  private static final int HEAD = 2_048;

  static Unusable tooLarge(BoundedWriter.Refused refused) {
    return new Unusable(refused.index(), new Rejection(refused.reason(), ""));
  }

  /**
   * As everything is told that could not be used: {@code
   * {"source","reason","detail","raw","bytes","cut"}}.
   *
   * @param several whether the message was one of several
   * @param most bytes that a record may have
   */
  Outgoing record(String topic, String source, JsonNode message, boolean several, int most) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("source", several ? source + " #" + index : source);
    record.put("reason", rejection.reason());
    if (!rejection.detail().isEmpty()) {
      record.put("detail", rejection.detail());
    }
    String raw = message.toString();
    int told = Math.min(raw.length(), Math.max(0, Math.min(MOST_RAW, (most - HEAD) / ESCAPED)));
    record.put("raw", raw.substring(0, told));
    if (told < raw.length()) {
      record.put("bytes", raw.getBytes(StandardCharsets.UTF_8).length);
      record.put("cut", List.of("raw"));
    }
    return new Outgoing(TOLD, topic, new byte[0], new JsonWriter().writeValue(record));
  }
}
