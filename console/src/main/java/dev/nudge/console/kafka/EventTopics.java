package dev.nudge.console.kafka;

import dev.nudge.console.ConsoleSettings.Source;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.LineReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of all topics of events, each by its mapping. Serves one thread. */
public final class EventTopics {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, LineReader<Event>> readers = new HashMap<>();

  /** Reads records of these. */
  public EventTopics(List<Source> sources) {
    for (Source source : sources) {
      readers.put(source.topic(), source.mapping().events().json());
      names.put(source.topic(), source.name());
    }
  }

  /** What people call the source of a topic. */
  public String nameOf(String topic) {
    return names.getOrDefault(topic, topic);
  }

  /**
   * Hands on what became of each event of a record, in order; one that says no time happened when
   * the record was written.
   */
  public void read(ConsumerRecord<byte[], byte[]> record, Consumer<Parsed<Event>> into) {
    LineReader<Event> reader = readers.get(record.topic());
    byte[] value = record.value();
    if (reader != null && value != null) {
      reader.readAll(value, 0, value.length, record.timestamp(), into);
    }
  }
}
