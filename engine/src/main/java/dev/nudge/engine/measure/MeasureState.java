package dev.nudge.engine.measure;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a measure remembers of one user. It must be used with the plan it was made by, or one of the
 * same fingerprint, and with a clock that never goes back: what has left the window is forgotten as
 * the clock moves. Not safe for use by several threads.
 */
public final class MeasureState {
  private static final int APPROXIMATE = 1;
  private static final int DAY = 2;
  private static final int SINGLE = 4;
  private static final int GROUPED = 8;

  private @Nullable Accumulator accumulator;
  private @Nullable Groups groups;
  private boolean approximate;

  // Of a window that follows the user's calendar.
  private long start = Long.MIN_VALUE;
  private long newest = Long.MIN_VALUE;
  private @Nullable UserCalendar calendar;

  MeasureState() {}

  /**
   * Takes in the current event of the frame, if it counts: tens of nanoseconds, apart from the
   * plan's expressions, for events in the order of time; a late one may have to move later samples.
   * Allocates only to grow.
   *
   * @param frame with the event, the profile, and the user's clock as {@code now}
   * @param time of the event, in milliseconds; not after {@code now}, and less for a late one
   * @param losses hears why an event could not be taken
   * @return whether it was taken in, so that the value may have changed
   */
  public boolean update(MeasurePlan plan, Frame frame, long time, MeasureLosses losses) {
    Event event = frame.event;
    if (event == null || !plan.takes(event.type())) {
      return false;
    }
    if (isPast(plan, frame.now)) {
      becomeNew();
    }
    long floor = moveTo(plan, frame);
    if (time < floor
        || time >= plan.extent().to()
        || !plan.input().admits(plan, frame, losses)
        || !plan.input().read(plan, frame, losses)) {
      return false;
    }
    long word = frame.word;
    Object mark = frame.ref;
    if (mark == null) {
      return false;
    }
    Accumulator into = accumulator(plan, frame, losses, floor);
    if (into == null) {
      return false;
    }
    boolean changed = into.add(plan, frame.now, time, word, mark);
    approximate |= into.approximate;
    if (groups != null) {
      dropHeavy(groups, plan, frame.now, floor, losses);
    }
    newest = Math.max(newest, time);
    return changed;
  }

  /** Forgets what has left the window; returns the first time inside it. */
  private long moveTo(MeasurePlan plan, Frame frame) {
    Extent extent = plan.extent();
    if (extent.turns()) {
      if (calendar == null) {
        calendar = new UserCalendar();
      }
      calendar.moveTo(frame, extent);
      turn(extent, calendar.floor);
      move(plan, frame.now, calendar.floor);
      return calendar.floor;
    }
    if (!extent.slides()) {
      return extent.from();
    }
    long floor = extent.slidingFloor(frame.now);
    move(plan, frame.now, floor);
    return floor;
  }

  private void move(MeasurePlan plan, long now, long floor) {
    if (accumulator != null) {
      accumulator.moveTo(plan, now, floor, end());
      if (accumulator.isEmpty()) {
        accumulator.becomeExact();
        approximate = false;
      }
    }
    if (approximate && groups != null && plan.expires() && groups.isEmptyFrom(floor)) {
      approximate = false;
    }
  }

  /** The first time after a window that the calendar ends. */
  private long end() {
    return calendar == null ? Long.MAX_VALUE : calendar.ceiling;
  }

  /** The window begins elsewhere: another day has come, or the user's zone has changed. */
  private void turn(Extent extent, long floor) {
    if (floor == start) {
      return;
    }
    // Only where the profile's zone changes does the window begin before what is forgotten, or,
    // where it begins anew, in the midst of what was counted.
    boolean backwards = floor < start;
    if (extent.restarts()) {
      if (newest < floor) {
        accumulator = null;
        groups = null;
        newest = Long.MIN_VALUE;
        approximate = backwards;
      } else {
        approximate = true;
      }
    } else {
      approximate |= backwards;
    }
    start = floor;
  }

  private @Nullable Accumulator accumulator(
      MeasurePlan plan, Frame frame, MeasureLosses losses, long floor) {
    Expression by = plan.input().by();
    if (by == null) {
      if (accumulator == null) {
        accumulator = plan.newAccumulator();
        accumulator.moveTo(plan, frame.now, floor, end());
      }
      return accumulator;
    }
    EvaluationError error = plan.input().readGroup(by, frame);
    Object mark = frame.ref;
    if (error != null || mark == null) {
      losses.skipped(plan, error == null ? MeasureInput.NOT_KEPT : error);
      return null;
    }
    if (groups == null) {
      groups = new Groups();
    }
    Accumulator found = groups.touch(mark, frame.word);
    if (found == null) {
      found = plan.newAccumulator();
      makeRoom(groups, plan, losses, floor);
      groups.add(mark, frame.word, found);
    }
    found.moveTo(plan, frame.now, floor, end());
    if (found.isEmpty()) {
      found.becomeExact();
    }
    return found;
  }

  private void makeRoom(Groups groups, MeasurePlan plan, MeasureLosses losses, long floor) {
    if (plan.expires()) {
      groups.expire(floor);
      approximate &= groups.size() > 0;
    }
    if (groups.size() >= plan.groupLimit()) {
      groups.removeLeastRecent();
      approximate = true;
      losses.groupDropped(plan);
    }
  }

  /** Drops the least recently updated groups until the others have room. */
  private void dropHeavy(
      Groups groups, MeasurePlan plan, long now, long floor, MeasureLosses losses) {
    if (groups.bytes(plan) <= plan.bytesLimit()) {
      return;
    }
    if (plan.expires()) {
      groups.expire(floor);
    }
    long bytes = groups.bytesNow(plan, now, floor, end());
    while (bytes > plan.bytesLimit() && groups.size() > 1) {
      groups.removeLeastRecent();
      approximate = true;
      losses.groupDropped(plan);
      bytes = groups.bytes(plan);
    }
  }

  /**
   * Leaves the value at {@code frame.now} in the frame (of the group of the frame's event, where
   * the measure has groups) and returns its kind. {@link Kind#ERROR} where it has none: over no
   * events, there is no least, greatest, average, first or last value; or the event has no group.
   */
  public Kind load(MeasurePlan plan, Frame frame) {
    if (isPast(plan, frame.now)) {
      becomeNew(); // who only looks leaves no mark: where the window begins is up to the next event
      return plan.loadEmpty(frame);
    }
    long floor = moveTo(plan, frame);
    Accumulator from = accumulator;
    Expression by = plan.input().by();
    if (by != null) {
      Object mark = plan.input().group(by, frame);
      if (mark == null) {
        return Kind.ERROR;
      }
      from = groups == null ? null : groups.find(mark, frame.word);
      if (from != null) {
        from.moveTo(plan, frame.now, floor, end());
      }
    }
    return from == null ? plan.loadNothing(frame) : from.load(plan, frame);
  }

  /**
   * Whether the value may be inexact because a limit was reached (see {@link MeasureLimits}), or
   * the user's time zone changed during a window that begins with the day.
   */
  public boolean approximate() {
    return approximate;
  }

  /**
   * From when on it is as good as a new state, so that it can be dropped, if it takes nothing in
   * until then: a time of the user's clock, in milliseconds, {@link Long#MIN_VALUE} where it is so
   * already, {@link Long#MAX_VALUE} where it never will be, as what no window ends. Constant time,
   * or that of its groups.
   */
  public long emptyFrom(MeasurePlan plan) {
    Extent extent = plan.extent();
    if (extent.begin() != null) {
      // The zone is not known here, and the user may move: what is past in every zone.
      long last = extent.restarts() ? start : Math.max(start, latest());
      return later(last, extent.reach() + 1);
    }
    long latest = latest();
    if (extent.slides()) {
      return later(latest, extent.reach());
    }
    return latest == Long.MIN_VALUE && !approximate ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** Of a window that begins by the calendar: whether it has moved on from all that was in it. */
  private boolean isPast(MeasurePlan plan, long now) {
    Extent extent = plan.extent();
    return extent.begin() != null
        && now >= later(start, extent.reach() + 1)
        && now >= emptyFrom(plan);
  }

  private static long later(long time, long by) {
    return time == Long.MIN_VALUE ? time : time + by < time ? Long.MAX_VALUE : time + by;
  }

  private long latest() {
    return Math.max(
        accumulator == null ? Long.MIN_VALUE : accumulator.latest(),
        groups == null ? Long.MIN_VALUE : groups.latest());
  }

  /** Whether no event has left anything in it: it is equal to a new one. */
  public boolean isNew() {
    return accumulator == null && groups == null && start == Long.MIN_VALUE && !approximate;
  }

  /** Like a new one, for it is as good as that. */
  private void becomeNew() {
    accumulator = null;
    groups = null;
    start = Long.MIN_VALUE;
    newest = Long.MIN_VALUE;
    approximate = false;
  }

  /** Writes it so that it can be read without its plan. */
  public void write(StateWriter writer) {
    boolean day = start != Long.MIN_VALUE;
    boolean single = accumulator != null && !accumulator.isEmpty();
    boolean grouped = groups != null && groups.size() > 0;
    writer.varint(
        (approximate ? APPROXIMATE : 0)
            | (day ? DAY : 0)
            | (single ? SINGLE : 0)
            | (grouped ? GROUPED : 0));
    if (day) {
      writer.zigzag(start);
      writer.zigzag(newest);
    }
    if (accumulator != null && single) {
      writer.varint(accumulator.tag());
      accumulator.write(writer);
    }
    if (groups != null && grouped) {
      groups.write(writer);
    }
  }

  /**
   * Reads what {@link #write} wrote; an equal state.
   *
   * @throws dev.nudge.engine.state.CorruptStateException if it is not that
   */
  public static MeasureState read(StateReader reader) {
    MeasureState state = new MeasureState();
    long flags = reader.varint();
    if (flags < 0 || flags >= 2 * GROUPED) {
      throw reader.corrupt("a measure with unknown flags " + flags);
    }
    state.approximate = (flags & APPROXIMATE) != 0;
    if ((flags & DAY) != 0) {
      state.start = reader.zigzag();
      state.newest = reader.zigzag();
    }
    if ((flags & SINGLE) != 0) {
      state.accumulator = Aggregates.read(reader);
    }
    if ((flags & GROUPED) != 0) {
      state.groups = Groups.read(reader);
    }
    return state;
  }

  /** Equal states have equal binary forms, and answer alike from here on. Costs writing both. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof MeasureState that && Arrays.equals(bytes(), that.bytes()));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  private byte[] bytes() {
    StateWriter writer = new StateWriter();
    write(writer);
    return writer.toBytes();
  }
}
