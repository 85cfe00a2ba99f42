package dev.nudge.console.kafka;

import dev.nudge.console.ConsoleSettings.Source;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.intake.EventIntake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of all topics of events, as the job sees them. Serves one thread. */
public final class EventTopics {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, EventIntake> readers = new HashMap<>();

  private final EventView view;

  EventTopics(List<Source> sources, EventView view) {
    this.view = view;
    for (Source source : sources) {
      readers.put(source.topic(), view.reader(source));
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
    read(record, Optional.empty(), into);
  }

  /** The same of one user's events, where one is given, and of what cannot be used. */
  public void read(
      ConsumerRecord<byte[], byte[]> record, Optional<String> user, Consumer<Parsed<Event>> into) {
    if (record.value() != null) {
      read(record.topic(), record.value(), record.timestamp(), user, into);
    }
  }

  /**
   * The same of a record that is not there yet.
   *
   * @param written when it is written, in milliseconds
   */
  public void read(String topic, byte[] value, long written, Consumer<Parsed<Event>> into) {
    read(topic, value, written, Optional.empty(), into);
  }

  private void read(
      String topic,
      byte[] value,
      long written,
      Optional<String> user,
      Consumer<Parsed<Event>> into) {
    EventIntake reader = readers.get(topic);
    if (reader != null) {
      reader.readAll(
          value,
          written,
          user,
          parsed ->
              into.accept(
                  parsed instanceof Parsed.Accepted<Event> accepted
                      ? new Parsed.Accepted<>(view.joined(accepted.value()))
                      : parsed));
    }
  }
}
