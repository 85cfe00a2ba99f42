package dev.nudge.job.rejected;

import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Outgoing;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the records of what could not be used: {@code
 * {"source","source_name","reason","detail","problems","raw","encoding","bytes","cut"}}. {@code
 * source_name} stands where the source has a name beside that of its topic. {@code raw} is the
 * input as text; where it is no UTF-8, in base64, and {@code encoding} says so. Where {@code cut}
 * names it, it is the beginning of {@code bytes} bytes. Not safe for use by several threads.
 */
public final class RejectedRecords {
  private final String topic;
  private final String sourceName;
  private final JsonWriter json = new JsonWriter();

  /** Records for this topic. */
  public RejectedRecords(String topic) {
    this(topic, "");
  }

  private RejectedRecords(String topic, String sourceName) {
    this.topic = topic;
    this.sourceName = sourceName;
  }

  /** Records for a topic, of what came from this source. */
  public static RejectedRecords from(Settings.Source source, String topic) {
    return new RejectedRecords(topic, source.isNamed() ? source.name() : "");
  }

  /**
   * An input that is rejected.
   *
   * @param source {@code topic-partition@offset}, or the topic alone where that is not known
   * @param raw the input as it was
   */
  public Outgoing of(String source, String key, Rejection rejection, byte[] raw) {
    return of(source, key, rejection, List.of(), raw);
  }

  /** The same, of a text. */
  public Outgoing of(String source, String key, Rejection rejection, String raw) {
    return of(source, key, rejection, raw.getBytes(StandardCharsets.UTF_8));
  }

  /** A document that is rejected for these problems. */
  public Outgoing of(
      String source, String key, Rejection rejection, List<String> problems, byte[] raw) {
    List<String> cut = new ArrayList<>();
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("source", source);
    if (!sourceName.isEmpty()) {
      record.put("source_name", sourceName);
    }
    record.put("reason", rejection.reason());
    if (!rejection.detail().isEmpty()) {
      record.put("detail", rejection.detail());
    }
    if (!problems.isEmpty()) {
      record.put("problems", problems);
    }
    Raw told = Raw.of(raw);
    record.put("raw", told.text());
    if (told.base64()) {
      record.put("encoding", "base64");
    }
    if (told.cut()) {
      record.put("bytes", told.bytes());
      cut.add("raw");
    }
    if (!cut.isEmpty()) {
      record.put("cut", cut);
    }
    return new Outgoing(Outgoing.Kind.REJECTED, topic, key, json.writeValue(record));
  }

  /** What is to be said of the bytes of a kept value that cannot be read. */
  public Outgoing unreadable(String source, String key, String why, byte[] bytes) {
    return of(source, key, new Rejection(UNREADABLE, why), bytes);
  }

  /** Kept bytes that no longer mean anything to this program. */
  public static final String UNREADABLE = "unreadable state";
}
