package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Weight;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's last events as they came, so that a measure which is asked for later can begin with what
 * was before it. Bounded in time by whoever keeps it, in number and in bytes; the oldest goes.
 */
final class History {
  /** How many events are kept of a user. */
  static final int MOST = 1_000;

  /** How much of a user is kept, in bytes; an event larger than this is not. */
  static final long BYTES = 1L << 20;

  /** Null for none: of most users none are kept. */
  private @Nullable Deque<Event> events;

  private long bytes;

  boolean isEmpty() {
    return events == null;
  }

  Iterable<Event> events() {
    return events == null ? List.of() : events;
  }

  /** Keeps an event, and forgets what is older than a time. */
  void add(Event event, long oldest) {
    long weight = Weight.of(event);
    if (weight > BYTES) {
      return;
    }
    Deque<Event> kept = events == null ? new ArrayDeque<>() : events;
    while (!kept.isEmpty()
        && (kept.element().time() < oldest || kept.size() >= MOST || bytes + weight > BYTES)) {
      bytes -= Weight.of(kept.remove());
    }
    kept.add(event);
    events = kept;
    bytes += weight;
  }

  /** Forgets all. */
  void clear() {
    if (events != null) {
      events = null;
      bytes = 0;
    }
  }

  void write(StateWriter out) {
    out.varint(events == null ? 0 : events.size());
    events().forEach(out::event);
  }

  void read(StateReader in) {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      add(in.event(), Long.MIN_VALUE); // an older program may have kept more
    }
  }
}
