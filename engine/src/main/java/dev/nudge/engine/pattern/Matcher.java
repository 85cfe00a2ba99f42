package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.Skip;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the runs of a pattern. One event costs a look at each run of its lane that waits for an
 * event of its type; the others are passed over by a bit test.
 *
 * <p>For one event, in this order:
 *
 * <ol>
 *   <li>{@code among}, {@code correlate_by} and {@code distinct} say whether it exists for the
 *       pattern and in which lane.
 *   <li>Every run of the lane, oldest start first, takes it, lets it pass, or is given up. A run
 *       that may do two of these becomes two.
 *   <li>A new run begins, if the first step takes it.
 *   <li>Of the runs that are complete now, the one that began first is the match; what it consumes
 *       is discarded; then the next.
 * </ol>
 *
 * One matcher serves one thread.
 */
public final class Matcher {
  /** Of those that began together, the one that took most comes first. */
  private static final Comparator<Run> BY_START =
      Comparator.comparingLong(Run::startOrder).thenComparing(Run::size, Comparator.reverseOrder());

  private final List<Run> completed = new ArrayList<>();
  private final Successors next = new Successors(completed);
  private final Moves moves = new Moves();
  private final Conditions conditions = new Conditions(moves);

  // Of the current call.
  private Program program;
  private PatternState state;
  private Frame frame;
  private Listener listener;
  private Event event;
  private long typeBit;
  private long order;

  /** A matcher. */
  @SuppressWarnings("NullAway.Init") // the fields of the current call are set by each call
  public Matcher() {}

  /**
   * Takes the frame's event at the frame's clock. Deadlines up to it must have been fired before.
   */
  public void onEvent(Program program, PatternState state, Frame frame, Listener listener) {
    Event current = frame.event;
    if (current == null) {
      throw new IllegalArgumentException("no event");
    }
    this.event = current;
    typeBit = program.typeBit(current.type());
    boolean starts = (program.startTypes & typeBit) != 0;
    if (!starts && state.runs == 0 && program.distinct == null) {
      return;
    }
    begin(program, state, frame, listener);
    if (program.among != null && !conditions.isTrue(program.among)) {
      moves.filtered(Witness.Filter.AMONG);
      return;
    }
    Object key = null;
    if (program.correlateBy != null) {
      key = conditions.value(program.correlateBy);
      if (key == null) {
        moves.filtered(Witness.Filter.CORRELATE_BY);
        return;
      }
      moves.ofLane(key);
    }
    Lane lane = state.lane(key);
    if (program.distinct != null) {
      Object value = conditions.value(program.distinct);
      if (lane != null && value != null && value.equals(lane.lastDistinct)) {
        moves.filtered(Witness.Filter.DISTINCT);
        return;
      }
      if (lane == null && value != null) {
        lane = state.openLane(key);
      }
      if (lane != null) {
        state.remember(lane, value);
      }
    }
    if (lane == null && !starts) {
      return;
    }
    if (lane != null && lane.deadline <= frame.now) {
      expire(lane, frame.now);
    }
    order = state.events++;
    conditions.ofEvent(typeBit);
    int before = lane == null ? 0 : lane.size;
    boolean changed = advance(lane);
    if (starts) {
      start();
      changed |= next.size() > before || !completed.isEmpty();
    }
    if (changed || !completed.isEmpty()) {
      if (lane == null) {
        lane = state.openLane(key);
      }
      replaceRuns(lane);
      consume(lane, false);
    }
    if (lane != null) {
      state.settle(key, lane);
      makeRoom();
    }
    end();
  }

  /**
   * Fires the deadlines that are due at the frame's clock: a run that waits for one is a match, any
   * other expires. Says whether there was a match.
   *
   * <p>Of a pattern that may fire at a deadline, this must be called for each deadline in turn. Of
   * any other, one call will do for all that have passed, since an expiry concerns no other run.
   */
  public boolean onDeadline(Program program, PatternState state, Frame frame, Listener listener) {
    begin(program, state, frame, listener);
    boolean any = expireAll(frame.now);
    end();
    return any;
  }

  private boolean expireAll(long now) {
    boolean any = false;
    long deadline = Long.MAX_VALUE;
    for (Iterator<Lane> lanes = state.lanes(); lanes.hasNext(); ) {
      Lane lane = lanes.next();
      if (lane.deadline <= now) {
        any |= expire(lane, now);
        if (lane.isForgettable()) {
          lanes.remove();
          continue;
        }
      }
      deadline = Math.min(deadline, lane.deadline);
    }
    state.setDeadline(sweepTime(deadline));
    return any;
  }

  /**
   * When to look again for runs that are due from this time on. If they only expire, and nobody
   * wants to hear of it, a part of the window later will do: an event that comes to their lane
   * before looks by itself, and one sweep then finds many.
   */
  private long sweepTime(long due) {
    return program.mayFireAtDeadline() || listener.wantsMoves() || due == Long.MAX_VALUE
        ? due
        : due + program.longestWait / 8;
  }

  private boolean expire(Lane lane, long now) {
    for (int i = 0; i < lane.size; i++) {
      Run run = lane.runs[i];
      long due = program.due(run);
      if (due > now) {
        next.keep(run);
      } else if (program.states[run.state()].kind() == State.Kind.PENDING) {
        completed.add(run);
      } else {
        frame.now = due;
        moves.moved(Listener.Move.EXPIRED, run, null);
      }
    }
    frame.now = now;
    boolean any = !completed.isEmpty();
    replaceRuns(lane);
    consume(lane, true);
    return any;
  }

  private void begin(Program program, PatternState state, Frame frame, Listener listener) {
    this.program = program;
    this.state = state;
    this.frame = frame;
    this.listener = listener;
    completed.clear();
    next.begin(program);
    moves.begin(program, listener);
    conditions.begin(program, frame, listener);
  }

  private void end() {
    frame.matched = Frame.Matched.NOTHING;
    completed.clear();
  }

  /** Step 2; says whether the lane has to be written anew. */
  @SuppressWarnings("ReferenceEquality") // a run that stays is the same object
  private boolean advance(@Nullable Lane lane) {
    if (lane == null) {
      return false;
    }
    boolean changed = false;
    for (int i = 0; i < lane.size; i++) {
      Run run = lane.runs[i];
      if ((program.concerns[run.state()] & typeBit) == 0) {
        changed |= !next.keepUnlessTwin(run);
        continue;
      }
      int at = next.size();
      int complete = completed.size();
      conditions.ofRun();
      next.ofRun();
      boolean stopped = decide(run, program.states[run.state()]);
      if (stopped) {
        next.truncate(at);
      }
      if (next.size() == at && completed.size() == complete && (stopped || !next.merged())) {
        moves.moved(Listener.Move.CANCELLED, run, event);
      }
      changed |= next.size() != at + 1 || next.get(at) != run;
    }
    return next.keepLargest() || changed;
  }

  /** Does all that a state's edges allow with the event; says whether the run must be given up. */
  private boolean decide(Run run, State at) {
    boolean stopped = false;
    for (Edge edge : at.edges()) {
      if ((stopped && !(edge instanceof Edge.Take)) || !conditions.isOpen(edge.guard(), run)) {
        continue;
      }
      if (edge instanceof Edge.Take take) {
        take(run, at.step(), take.targets());
      } else if (edge instanceof Edge.Ignore) {
        next.keepUnlessTwin(run.moveTo(at.index()));
      } else if (edge instanceof Edge.Stop) {
        stopped = true;
      } else {
        for (int target : edge.targets()) {
          State other = program.states[target];
          if (other.kind() == State.Kind.FINAL) {
            completed.add(run.moveTo(target));
          } else {
            stopped |= decide(run, other);
          }
        }
      }
    }
    return stopped;
  }

  private void take(Run run, int step, List<Integer> targets) {
    if (program.keepsEvents && run.size() >= program.maxEvents) {
      moves.dropped(run);
      return;
    }
    Taken more = taken(run, step);
    long digest = digest(run.digest(), step);
    boolean first = true;
    for (int target : targets) {
      Run advanced = run.advance(target, order, frame.now, digest, more);
      if (first) {
        moves.moved(Listener.Move.ADVANCED, run, advanced, targets, event);
        first = false;
      }
      enter(advanced);
    }
  }

  /** What a run has with the event; the same object for runs that had the same before. */
  private Taken taken(Run run, int step) {
    if (!program.keepsEvents) {
      return Taken.Counted.of((Taken.Counted) run.taken(), step, order, event.time());
    }
    Taken shared = program.rejoins ? next.taken(run, step, order) : null;
    return shared == null ? state.keep(run.taken(), step, order, event) : shared;
  }

  private long digest(long before, int step) {
    return program.keepsEvents ? Digest.EMPTY : Digest.after(before, step, event.id());
  }

  /** Step 3. */
  private void start() {
    if (program.skip == Skip.Strategy.PAST_LAST_EVENT
        && !completed.isEmpty()
        && completed.get(0).lastOrder() == order) {
      return; // the match that took the event consumes whatever would begin with it
    }
    conditions.ofRun();
    for (int start : program.starts) {
      start(program.states[start]);
    }
  }

  private void start(State first) {
    for (Edge edge : first.edges()) {
      if (!conditions.isOpen(edge.guard(), null)) {
        continue;
      }
      if (edge instanceof Edge.Take take && listener.mayStart()) {
        start(first.step(), take.targets());
      } else if (edge instanceof Edge.Proceed proceed) {
        proceed.targets().forEach(target -> start(program.states[target]));
      }
    }
  }

  private void start(int step, List<Integer> targets) {
    Taken taken =
        program.keepsEvents
            ? state.keep(null, step, order, event)
            : Taken.Counted.of(null, step, order, event.time());
    long digest = digest(Digest.EMPTY, step);
    boolean first = true;
    for (int target : targets) {
      Run run = Run.start(target, order, frame.now, digest, taken);
      if (next.isOvertaken(run)) {
        moves.overtaken();
        continue;
      }
      if (first) {
        moves.moved(Listener.Move.STARTED, run, run, targets, event);
        first = false;
      }
      enter(run);
    }
  }

  private void enter(Run run) {
    if (program.states[run.state()].kind() == State.Kind.FINAL) {
      completed.add(run);
    } else {
      next.keepUnlessTwin(run);
    }
  }

  private void replaceRuns(Lane lane) {
    state.runs += next.size() - lane.size;
    next.moveTo(lane);
    state.due(sweepTime(lane.deadline));
  }

  /** Step 4. */
  private void consume(Lane lane, boolean atDeadline) {
    if (completed.size() > 1) {
      completed.sort(BY_START);
    }
    while (!completed.isEmpty()) {
      Run match = completed.remove(0);
      moves.moved(Listener.Move.COMPLETED, match, atDeadline ? null : event);
      listener.matched(match, atDeadline);
      discardConsumed(lane, match);
    }
  }

  private void discardConsumed(Lane lane, Run match) {
    long until = Consumption.until(program, match);
    if (until <= match.startOrder()) {
      return;
    }
    completed.removeIf(other -> Consumption.takes(other, match, until));
    int kept = 0;
    for (int i = 0; i < lane.size; i++) {
      Run run = lane.runs[i];
      if (Consumption.takes(run, match, until)) {
        moves.moved(Listener.Move.SKIPPED, run, null);
      } else {
        lane.runs[kept++] = run;
      }
    }
    state.runs -= lane.size - kept;
    lane.truncate(kept);
  }

  private void makeRoom() {
    if (Room.isShort(state)) {
      moves.ofLane(null); // runs of any lane
      expireAll(frame.now);
      Room.free(state, moves::dropped);
    }
  }
}
