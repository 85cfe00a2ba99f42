package dev.nudge.console.kafka;

import dev.nudge.console.ConsoleSettings.Source;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.LineReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of all topics of events, each by its mapping. Serves one thread. */
public final class EventTopics {
  private static final Parsed<Event> EMPTY = Parsed.rejected("empty", "");

  private final Map<String, LineReader<Event>> readers = new HashMap<>();

  /** Reads records of these. */
  public EventTopics(List<Source> sources) {
    sources.forEach(source -> readers.put(source.topic(), source.mapping().events().json()));
  }

  /** The event of a record; one that says no time happened when it was written. */
  public Parsed<Event> read(ConsumerRecord<byte[], byte[]> record) {
    LineReader<Event> reader = readers.get(record.topic());
    byte[] value = record.value();
    return reader == null || value == null
        ? EMPTY
        : reader.read(value, 0, value.length, record.timestamp());
  }
}
