package dev.nudge.job.sink;

import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Outgoing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the records of what could not be used: {@code
 * {"source","reason","detail","problems","raw"}}. Not safe for use by several threads.
 */
public final class RejectedRecords {
  private final String topic;
  private final JsonWriter json = new JsonWriter();

  /** Records for this topic. */
  public RejectedRecords(String topic) {
    this.topic = topic;
  }

  /**
   * An input that is rejected.
   *
   * @param source {@code topic-partition@offset}, or the topic alone where that is not known
   * @param raw the input as it was
   */
  public Outgoing of(String source, String key, Rejection rejection, String raw) {
    return of(source, key, rejection, List.of(), raw);
  }

  /** A document that is rejected for these problems. */
  public Outgoing of(
      String source, String key, Rejection rejection, List<String> problems, String raw) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("source", source);
    record.put("reason", rejection.reason());
    if (!rejection.detail().isEmpty()) {
      record.put("detail", rejection.detail());
    }
    if (!problems.isEmpty()) {
      record.put("problems", problems);
    }
    record.put("raw", raw);
    return new Outgoing(topic, key, json.writeValue(record));
  }
}
