package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A partial match: a thread of a {@link Program}. What advances is a new one, or, where nothing
 * else can come of it with the same event, itself.
 */
final class Run implements Match {
  private final long startOrder;
  private final long startTime;
  private int state;
  private long lastOrder;
  private long lastTime;
  private int size;
  private long digest;
  private Taken taken;

  /**
   * A partial match.
   *
   * @param state the index of the state it waits in
   * @param startOrder the number of its first event among the events of its pattern and user
   * @param startTime the clock at its first event, in milliseconds
   * @param lastOrder the number of its last event
   * @param lastTime the clock at its last event, in milliseconds
   * @param size how many events it has taken
   * @param digest where events are not kept, a hash of which of them went to which steps, else 0
   * @param taken its events
   */
  Run(
      int state,
      long startOrder,
      long startTime,
      long lastOrder,
      long lastTime,
      int size,
      long digest,
      Taken taken) {
    this.state = state;
    this.startOrder = startOrder;
    this.startTime = startTime;
    this.lastOrder = lastOrder;
    this.lastTime = lastTime;
    this.size = size;
    this.digest = digest;
    this.taken = taken;
  }

  static Run start(int state, long order, long time, long digest, Taken taken) {
    return new Run(state, order, time, order, time, 1, digest, taken);
  }

  Run advance(int next, long order, long time, long newDigest, Taken more) {
    return new Run(next, startOrder, startTime, order, time, size + 1, newDigest, more);
  }

  /** Advances this one: only where nobody wants to know what it was. */
  void advanceInPlace(int next, long order, long time, long newDigest, Taken more) {
    state = next;
    lastOrder = order;
    lastTime = time;
    size++;
    digest = newDigest;
    taken = more;
  }

  Run moveTo(int next) {
    return next == state
        ? this
        : new Run(next, startOrder, startTime, lastOrder, lastTime, size, digest, taken);
  }

  /** As it is now, however it goes on. */
  Run copy() {
    return new Run(state, startOrder, startTime, lastOrder, lastTime, size, digest, taken);
  }

  /** The index of the state it waits in. */
  int state() {
    return state;
  }

  long startOrder() {
    return startOrder;
  }

  long startTime() {
    return startTime;
  }

  long lastOrder() {
    return lastOrder;
  }

  long lastTime() {
    return lastTime;
  }

  int size() {
    return size;
  }

  Taken taken() {
    return taken;
  }

  @Override
  public long digest() {
    return digest;
  }

  /** The number of a step's first event, or -1 where it took none. */
  long firstOrderOf(int step) {
    long first = -1;
    for (Taken at = taken; at != null; at = at.before()) {
      if (at.step() == step) {
        first = at.firstOrder();
      }
    }
    return first;
  }

  /** The number of a step's last event, or -1 where it took none. */
  long lastOrderOf(int step) {
    Taken last = last(step);
    return last == null ? -1 : last.lastOrder();
  }

  private @Nullable Taken last(int step) {
    for (Taken at = taken; at != null; at = at.before()) {
      if (at.step() == step) {
        return at;
      }
    }
    return null;
  }

  @Override
  public @Nullable Event event(int step) {
    return last(step) instanceof Taken.Kept kept ? kept.event() : null;
  }

  @Override
  public List<Event> events(int step) {
    int count = keepsEvents() ? count(step) : 0;
    if (count == 0) {
      return List.of();
    }
    Event[] events = new Event[count];
    for (Taken at = taken; count > 0 && at != null; at = at.before()) {
      if (at.step() == step && at instanceof Taken.Kept kept) {
        events[--count] = kept.event();
      }
    }
    return Collections.unmodifiableList(Arrays.asList(events));
  }

  @Override
  public boolean keepsEvents() {
    return taken instanceof Taken.Kept;
  }

  @Override
  public int lastStep() {
    return taken.step();
  }

  @Override
  public List<Event> events() {
    if (!keepsEvents()) {
      return List.of();
    }
    Event[] events = new Event[size];
    int left = size;
    for (Taken at = taken; at != null; at = at.before()) {
      if (at instanceof Taken.Kept kept) {
        events[--left] = kept.event();
      }
    }
    return Collections.unmodifiableList(Arrays.asList(events));
  }

  @Override
  public int count(int step) {
    int count = 0;
    for (Taken at = taken; at != null; at = at.before()) {
      if (at.step() == step) {
        count += at instanceof Taken.Counted counted ? counted.count() : 1;
      }
    }
    return count;
  }

  @Override
  public long firstTime(int step) {
    return last(step) instanceof Taken.Counted counted ? counted.firstTime() : startTime;
  }

  @Override
  public long lastTime(int step) {
    return last(step) instanceof Taken.Counted counted ? counted.lastTime() : lastTime;
  }

  /** Equal runs wait in the same state and took the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Run that
            && state == that.state
            && startOrder == that.startOrder
            && startTime == that.startTime
            && lastOrder == that.lastOrder
            && lastTime == that.lastTime
            && size == that.size
            && digest == that.digest
            && taken.equals(that.taken));
  }

  @Override
  public int hashCode() {
    return Objects.hash(state, startOrder, startTime, lastOrder, size, digest);
  }
}
