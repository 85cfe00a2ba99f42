package dev.nudge.console.trial;

import dev.nudge.console.kafka.EventTopics;
import dev.nudge.console.kafka.EventView;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.stream.Extent;
import dev.nudge.stream.KafkaClients;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The events that a draft is tried on. They can be read again, and are the same then. */
sealed interface EventSource permits EventSource.Pasted, EventSource.Recent, HeldHistory {
  /** What hears of them. */
  interface Sink {
    /** An event; false where no more are wanted. */
    boolean event(Event event);

    /** Something that is no event. */
    void unusable();
  }

  /** Makes them ready, where that takes long and helps others too; on the caller's thread. */
  default void prepare() {}

  /** Whether it has all there is, as far as it was read. */
  default boolean isComplete() {
    return true;
  }

  /** Gives back what that took. */
  default void release() {}

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
   * A part of the topics of events.
   *
   * @param only of this user alone, whoever asks
   */
  record Recent(KafkaClients clients, EventView view, Extent extent, Optional<String> only)
      implements EventSource {
    @Override
    public void read(Optional<String> user, BooleanSupplier until, Sink sink) {
      EventTopics reader = view.topics();
      Optional<String> wanted = user.or(() -> only);
      extent.read(clients, until, record -> take(reader, record, wanted, sink));
    }

    /** The user is what the event says: the key of a record need not be. */
    private static boolean take(
        EventTopics reader,
        ConsumerRecord<byte[], byte[]> record,
        Optional<String> wanted,
        Sink sink) {
      boolean[] more = {true};
      reader.read(
          record,
          wanted,
          parsed -> {
            if (parsed instanceof Parsed.Accepted<Event> accepted) {
              more[0] = more[0] && sink.event(accepted.value());
            } else if (wanted.isEmpty()) {
              sink.unusable();
            }
          });
      return more[0];
    }

    @Override
    public long size() {
      return extent.size();
    }
  }
}
