package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Shape;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's last events as they came, so that a measure which is asked for later can begin with what
 * was before it. Bounded in time by whoever keeps it, in number and in bytes; the oldest goes.
 *
 * <p>They lie in one array, written: few are ever looked at again, all of them are part of each
 * checkpoint, and as objects they would take five times as much.
 */
final class History {
  /** How many events are kept of a user. */
  static final int MOST = 1_000;

  /** How much of a user is kept, in bytes; an event larger than this is not. */
  static final int BYTES = 1 << 20;

  private final String user;

  /** Null for none: of most users none are kept. */
  private @Nullable Row row;

  /** A history of this user's events, none yet. */
  History(String user) {
    this.user = user;
  }

  boolean isEmpty() {
    return row == null;
  }

  /** All, the oldest first. */
  List<Event> events() {
    return row == null ? List.of() : row.events(user);
  }

  /** Keeps an event, and forgets what is older than a time. */
  void add(Event event, long oldest) {
    Row kept = row == null ? new Row() : row;
    if (kept.add(event, oldest)) {
      row = kept;
    }
  }

  /** Forgets all. */
  void clear() {
    row = null;
  }

  void write(StateWriter out) {
    if (row == null) {
      out.varint(0);
    } else {
      row.write(out);
    }
  }

  /**
   * Reads what was kept.
   *
   * @param inOneArray whether it was written as it lies here; else event by event
   */
  void read(StateReader in, boolean inOneArray) {
    int count = in.count();
    if (!inOneArray) {
      for (int i = 0; i < count; i++) {
        add(in.event(), Long.MIN_VALUE); // an older program may have kept more
      }
    } else if (count > 0) {
      row = Row.read(in, user, count);
    }
  }

  /** Events in an array, each with its length before it; at least one. */
  private static final class Row {
    private static final int FIRST = 256;
    private static final int LONGEST_LENGTH = 5;

    private byte[] bytes = new byte[FIRST];
    private int from;
    private int to;
    private int count;

    /** The time of the oldest. */
    private long oldest;

    /** What an event has whose names are those of the event before: of the oldest, of the next. */
    private Shape before = Shape.EMPTY;

    private Shape last = Shape.EMPTY;

    /** False where it is too large. */
    boolean add(Event event, long notBefore) {
      StateWriter out = StateWriter.reused();
      out.past(event, last);
      int size = out.size();
      if (size > BYTES - LONGEST_LENGTH) {
        return false;
      }
      while (count > 0
          && (oldest < notBefore || count >= MOST || to - from + LONGEST_LENGTH + size > BYTES)) {
        removeOldest();
      }
      makeRoom(LONGEST_LENGTH + size);
      for (int rest = size; ; rest >>>= 7) {
        if (rest < 0x80) {
          bytes[to++] = (byte) rest;
          break;
        }
        bytes[to++] = (byte) (rest | 0x80);
      }
      out.copyTo(bytes, to);
      to += size;
      last = event.properties().shape();
      if (count++ == 0) {
        oldest = event.time();
      }
      return true;
    }

    private void removeOldest() {
      StateReader in = new StateReader(bytes, from, to);
      int end = in.count();
      end += in.at();
      in.zigzag();
      if (in.flag()) {
        before = in.names();
      }
      from = end;
      if (--count > 0) {
        oldest = timeAt(from);
      }
    }

    private long timeAt(int place) {
      StateReader in = new StateReader(bytes, place, to);
      in.count();
      return in.zigzag();
    }

    /** Moves all to the beginning where that leaves enough room, or into a larger array. */
    private void makeRoom(int more) {
      if (to + more <= bytes.length) {
        return;
      }
      int needed = to - from + more;
      byte[] target =
          needed <= bytes.length / 4 * 3
              ? bytes
              : new byte[Math.max(needed, Math.min(needed + needed / 2, BYTES))];
      System.arraycopy(bytes, from, target, 0, to - from);
      to -= from;
      from = 0;
      bytes = target;
    }

    List<Event> events(String user) {
      List<Event> events = new ArrayList<>(count);
      Shape shape = before;
      for (int place = from; place < to; ) {
        StateReader in = new StateReader(bytes, place, to);
        int end = in.count();
        end += in.at();
        StateReader entry = new StateReader(bytes, in.at(), end);
        Event event = entry.past(user, shape);
        if (!entry.atEnd()) {
          throw entry.corrupt("more than a kept event");
        }
        events.add(event);
        shape = event.properties().shape();
        place = end;
      }
      return events;
    }

    void write(StateWriter out) {
      out.varint(count);
      out.names(before);
      out.piece(bytes, from, to - from);
    }

    /** Reads all of them too: what is damaged is found before anybody goes on with it. */
    static Row read(StateReader in, String user, int count) {
      Row row = new Row();
      row.before = in.names();
      row.bytes = in.piece();
      row.to = row.bytes.length;
      List<Event> events = row.events(user);
      if (events.size() != count) {
        throw in.corrupt(events.size() + " kept events, not " + count);
      }
      row.count = count;
      row.oldest = events.get(0).time();
      row.last = events.get(count - 1).properties().shape();
      return row;
    }
  }
}
