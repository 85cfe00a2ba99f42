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
 * checkpoint, and as objects they would take three times as much.
 */
final class History {
  /** How many events are kept of a user. */
  static final int MOST = 1_000;

  /** How much of a user is kept, in bytes; an event larger than this is not. */
  static final int BYTES = 1 << 20;

  /** Null for none: of most users none are kept. */
  private @Nullable Row row;

  boolean isEmpty() {
    return row == null;
  }

  /** All, the oldest first. */
  List<Event> events() {
    return row == null ? List.of() : row.events();
  }

  /** Keeps an event, and forgets what is older than a time. */
  void add(Event event, long oldest) {
    Row kept = row == null ? new Row(event.user()) : row;
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
   * @param user whose it is
   * @param inOneArray whether it was written as it lies here; else event by event
   */
  void read(StateReader in, String user, boolean inOneArray) {
    int count = in.count();
    if (!inOneArray) {
      for (int i = 0; i < count; i++) {
        add(in.event(), Long.MIN_VALUE); // an older program may have kept more
      }
    } else if (count > 0) {
      row = Row.read(in, user, count);
    }
  }

  /** A user's events in an array, each a piece; at least one. */
  private static final class Row {
    private static final int FIRST = 256;
    private static final int LONGEST_LENGTH = 5;

    private final String user;
    private byte[] bytes = new byte[FIRST];
    private int from;
    private int to;
    private int count;

    /** The time of the oldest. */
    private long oldest;

    /** What an event has whose names are those of the event before: of the oldest, of the next. */
    private Shape before = Shape.EMPTY;

    private Shape last = Shape.EMPTY;

    Row(String user) {
      this.user = user;
    }

    /** False where it is too large. */
    boolean add(Event event, long notBefore) {
      StateWriter out = StateWriter.reused();
      out.inRow(event, last);
      int size = LONGEST_LENGTH + out.size();
      if (size > BYTES) {
        return false;
      }
      while (count > 0 && (oldest < notBefore || count >= MOST || to - from + size > BYTES)) {
        removeOldest();
      }
      makeRoom(size);
      to = out.pieceTo(bytes, to);
      last = event.properties().shape();
      if (count++ == 0) {
        oldest = event.time();
      }
      return true;
    }

    private void removeOldest() {
      StateReader in = new StateReader(bytes, from, to);
      StateReader event = in.inPiece();
      event.zigzag();
      if (event.flag()) {
        before = event.names();
      }
      from = in.at();
      if (--count > 0) {
        oldest = in.inPiece().zigzag();
      }
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

    List<Event> events() {
      List<Event> events = new ArrayList<>(count);
      Shape shape = before;
      for (StateReader in = new StateReader(bytes, from, to); !in.atEnd(); ) {
        StateReader piece = in.inPiece();
        Event event = piece.inRow(user, shape);
        if (!piece.atEnd()) {
          throw piece.corrupt("more than a kept event");
        }
        events.add(event);
        shape = event.properties().shape();
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
      Row row = new Row(user);
      row.before = in.names();
      row.bytes = in.piece();
      row.to = row.bytes.length;
      List<Event> events = row.events();
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
