package dev.nudge.console.live;

import dev.nudge.engine.Trigger;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads of a record no more than a stream must know of it. */
final class Lines {
  private static final JsonFactory JSON = new JsonFactory();

  private Lines() {}

  /** The line of a record; nothing where it is no trigger or transition. */
  static Optional<Line> of(ResultTopics topics, ConsumerRecord<byte[], byte[]> record) {
    byte[] whole = json(record);
    if (whole == null) {
      return Optional.empty();
    }
    String campaign = "";
    String user = "";
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), whole)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_STRING && name.equals("campaign")) {
          campaign = json.getString();
        } else if (value == JsonToken.VALUE_STRING && name.equals("user")) {
          user = json.getString();
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        return Optional.empty();
      }
    } catch (JacksonException e) {
      return Optional.empty();
    }
    return Optional.of(
        new Line(
            topics.kind(record.topic()),
            topics.place(new TopicPartition(record.topic(), record.partition())),
            record.offset(),
            record.timestamp(),
            campaign,
            user,
            oneLine(whole)));
  }

  /** A trigger or transition: what goes along with a value of another shape, or the value. */
  static byte @Nullable [] json(ConsumerRecord<byte[], byte[]> record) {
    @Nullable Header whole = record.headers().lastHeader(Trigger.HEADER);
    return whole == null ? record.value() : whole.value();
  }

  /** Inside of JSON, a line break is white space. */
  private static byte[] oneLine(byte[] json) {
    byte[] line = json;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        if (line == json) {
          line = json.clone();
        }
        line[i] = ' ';
      }
    }
    return line;
  }
}
