package dev.nudge.console.trial;

import dev.nudge.console.kafka.Extent;
import dev.nudge.console.kafka.KafkaClients;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The events that a draft is tried on. They can be read again, and are the same then. */
sealed interface EventSource {
  /** What hears of them. */
  interface Sink {
    /** An event; false where no more are wanted. */
    boolean event(Event event);

    /** Something that is no event. */
    void unusable();
  }

  /**
   * Reads them, those of a user in their order.
   *
   * @param user of this user alone
   * @param until true ends it
   */
  void read(Optional<String> user, BooleanSupplier until, Sink sink);

  /** How many there are at most. */
  long size();

  /** Written into the request. */
  record Pasted(List<Event> events, int unusable) implements EventSource {
    @Override
    public void read(Optional<String> user, BooleanSupplier until, Sink sink) {
      for (int i = 0; i < unusable; i++) {
        sink.unusable();
      }
      for (Event event : events) {
        boolean wanted = user.isEmpty() || user.get().equals(event.user());
        if (until.getAsBoolean() || (wanted && !sink.event(event))) {
          return;
        }
      }
    }

    @Override
    public long size() {
      return events.size();
    }
  }

  /**
   * A part of the events topic, whose records have their user as key.
   *
   * @param only of this user alone, whoever asks
   */
  record Recent(KafkaClients clients, Extent extent, Optional<String> only) implements EventSource {
    @Override
    public void read(Optional<String> user, BooleanSupplier until, Sink sink) {
      EventReader reader = new EventReader();
      Optional<byte[]> key = user.or(() -> only).map(name -> name.getBytes(StandardCharsets.UTF_8));
      extent.read(
          clients,
          until,
          record -> (key.isPresent() && !isOf(record, key.get())) || take(reader, record, sink));
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, byte[] key) {
      return record.key() != null && Arrays.equals(record.key(), key);
    }

    private static boolean take(
        EventReader reader, ConsumerRecord<byte[], byte[]> record, Sink sink) {
      byte[] value = record.value();
      if (value == null) {
        return true;
      }
      if (reader.read(value, 0, value.length, record.timestamp())
          instanceof Parsed.Accepted<Event> accepted) {
        return sink.event(accepted.value());
      }
      sink.unusable();
      return true;
    }

    @Override
    public long size() {
      return extent.size();
    }
  }
}
