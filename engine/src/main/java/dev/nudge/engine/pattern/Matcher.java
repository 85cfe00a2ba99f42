package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.Skip;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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

  private static final EvaluationError TOO_LARGE =
      new EvaluationError(
          EvaluationError.Reason.LIMIT,
          "a value of 'correlate_by' or 'distinct' of more than " + KeyForm.BYTES + " bytes");

  private final List<Run> completed = new ArrayList<>();

  /** The runs of the lane after the event, as they come about. */
  private Run[] next = new Run[16];

  private int nextSize;

  /** Whether a run came about that took more than one it could stand for. */
  private boolean surplus;

  /** Whether the current run, or one it became, is stood for by another. */
  private boolean merged;

  // Of the current call.
  private Program program;
  private PatternState state;
  private Frame frame;
  private Listener listener;
  private @Nullable Witness witness;
  private Event event;
  private @Nullable Object laneKey;
  private long typeBit;
  private long order;

  // What conditions said, as bits by their number: of the event alone, and of the current run.
  private long known;
  private long truth;
  private long knownOfRun;
  private long truthOfRun;

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
    if (program.among != null && !isTrue(program.among)) {
      filtered(Witness.Filter.AMONG);
      return;
    }
    Object key = null;
    if (program.correlateBy != null) {
      key = value(program.correlateBy);
      if (key == null) {
        filtered(Witness.Filter.CORRELATE_BY);
        return;
      }
      laneKey = key;
    }
    Lane lane = state.lane(key);
    if (program.distinct != null) {
      Object value = value(program.distinct);
      if (lane != null && value != null && value.equals(lane.lastDistinct)) {
        filtered(Witness.Filter.DISTINCT);
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
    known = 0;
    truth = 0;
    int before = lane == null ? 0 : lane.size;
    boolean changed = advance(lane);
    if (starts) {
      start();
      changed |= nextSize > before || !completed.isEmpty();
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
        keep(run);
      } else if (program.states[run.state()].kind() == State.Kind.PENDING) {
        completed.add(run);
      } else {
        frame.now = due;
        moved(Listener.Move.EXPIRED, run, null);
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
    witness = listener.witness();
    laneKey = null;
    nextSize = 0;
    surplus = false;
    completed.clear();
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
        changed |= !keepUnlessTwin(run);
        continue;
      }
      int at = nextSize;
      int complete = completed.size();
      knownOfRun = 0;
      truthOfRun = 0;
      merged = false;
      boolean stopped = decide(run, program.states[run.state()]);
      if (stopped) {
        Arrays.fill(next, at, nextSize, null);
        nextSize = at;
      }
      if (nextSize == at && completed.size() == complete && (stopped || !merged)) {
        moved(Listener.Move.CANCELLED, run, event);
      }
      changed |= nextSize != at + 1 || next[at] != run;
    }
    return surplus ? keepLargest() : changed;
  }

  /** Does all that a state's edges allow with the event; says whether the run must be given up. */
  private boolean decide(Run run, State at) {
    boolean stopped = false;
    for (Edge edge : at.edges()) {
      if ((stopped && !(edge instanceof Edge.Take)) || !isOpen(edge.guard(), run)) {
        continue;
      }
      if (edge instanceof Edge.Take take) {
        take(run, at.step(), take.targets());
      } else if (edge instanceof Edge.Ignore) {
        keepUnlessTwin(run.moveTo(at.index()));
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
      dropped(run);
      return;
    }
    Taken more = taken(run, step);
    long digest = digest(run.digest(), step);
    boolean first = true;
    for (int target : targets) {
      Run advanced = run.advance(target, order, frame.now, digest, more);
      if (first) {
        moved(Listener.Move.ADVANCED, run, advanced, targets, event);
        first = false;
      }
      enter(advanced);
    }
  }

  /** What a run has with the event; the same object for runs that had the same before. */
  @SuppressWarnings("ReferenceEquality") // what was taken together is the same object
  private Taken taken(Run run, int step) {
    if (!program.keepsEvents) {
      return Taken.Counted.of((Taken.Counted) run.taken(), step, order, event.time());
    }
    if (program.rejoins) {
      for (int i = nextSize - 1; i >= 0 && next[i].startOrder() == run.startOrder(); i--) {
        if (next[i].taken() instanceof Taken.Kept kept
            && kept.order() == order
            && kept.step() == step
            && kept.before() == run.taken()) {
          return kept;
        }
      }
    }
    return state.keep(run.taken(), step, order, event);
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
    knownOfRun = 0;
    truthOfRun = 0;
    for (int start : program.starts) {
      start(program.states[start]);
    }
  }

  private void start(State first) {
    for (Edge edge : first.edges()) {
      if (!isOpen(edge.guard(), null)) {
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
      if (isOvertaken(run)) {
        if (witness != null) {
          witness.overtaken();
        }
        continue;
      }
      if (first) {
        moved(Listener.Move.STARTED, run, run, targets, event);
        first = false;
      }
      enter(run);
    }
  }

  private void enter(Run run) {
    if (program.states[run.state()].kind() == State.Kind.FINAL) {
      completed.add(run);
    } else {
      keepUnlessTwin(run);
    }
  }

  /**
   * Keeps a run, unless one with the same future is there already. If a match consumes what began
   * with it, that is one with the same start in the same state: only the one of the two that took
   * more can ever fire. If it does not, it is one that has taken the very same events.
   */
  private boolean keepUnlessTwin(Run run) {
    if (isTwin(run) || isOvertaken(run)) {
      merged = true;
      return false;
    }
    keep(run);
    return true;
  }

  private boolean isTwin(Run run) {
    boolean oneOfAStart = oneOfAStart(run);
    if (!oneOfAStart && !program.rejoins) {
      return false;
    }
    for (int i = nextSize - 1; i >= 0 && next[i].startOrder() == run.startOrder(); i--) {
      if (next[i].state() == run.state() && (oneOfAStart || isSame(next[i], run))) {
        surplus |= next[i].size() < run.size();
        return next[i].size() >= run.size();
      }
    }
    return false;
  }

  /** Whether all runs with its start in its state have one future, and only one may come to it. */
  private boolean oneOfAStart(Run run) {
    return program.consumesStart() && !program.remembers[run.state()];
  }

  /**
   * Leaves, of each start and state, the run that took most. It is done when it is known which runs
   * are given up: a smaller one may be needed after all.
   */
  private boolean keepLargest() {
    int kept = 0;
    for (int i = 0; i < nextSize; i++) {
      if (!hasLargerAfter(i)) {
        next[kept++] = next[i];
      }
    }
    Arrays.fill(next, kept, nextSize, null);
    nextSize = kept;
    return true;
  }

  /** A larger one always comes later: {@link #isTwin} keeps no smaller one. */
  private boolean hasLargerAfter(int at) {
    Run run = next[at];
    if (!oneOfAStart(run)) {
      return false;
    }
    for (int i = at + 1; i < nextSize && next[i].startOrder() == run.startOrder(); i++) {
      if (next[i].state() == run.state()) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("ReferenceEquality") // what was taken together is the same object
  private boolean isSame(Run one, Run other) {
    return program.keepsEvents ? one.taken() == other.taken() : one.digest() == other.digest();
  }

  /**
   * Whether a run that began earlier is in the same state and will do all that this one can, to the
   * end: whenever this one completes, so does that one, and consumes it. One that a match of this
   * very event may consume will not.
   */
  private boolean isOvertaken(Run run) {
    if (program.skip != Skip.Strategy.PAST_LAST_EVENT
        || program.within > 0
        || program.remembers[run.state()]) {
      return false;
    }
    long consumed = Long.MAX_VALUE;
    for (int i = 0; i < completed.size(); i++) {
      consumed = Math.min(consumed, completed.get(i).startOrder());
    }
    for (int i = 0; i < nextSize && next[i].startOrder() < consumed; i++) {
      if (next[i].state() == run.state() && next[i].startOrder() < run.startOrder()) {
        return true;
      }
    }
    return false;
  }

  private void keep(Run run) {
    if (nextSize == next.length) {
      next = Arrays.copyOf(next, nextSize * 2);
    }
    next[nextSize++] = run;
  }

  private void replaceRuns(Lane lane) {
    state.runs += nextSize - lane.size;
    lane.truncate(0);
    lane.deadline = Long.MAX_VALUE;
    for (int i = 0; i < nextSize; i++) {
      lane.add(next[i], program.due(next[i]));
      next[i] = null;
    }
    nextSize = 0;
    state.due(sweepTime(lane.deadline));
  }

  /** Step 4. */
  private void consume(Lane lane, boolean atDeadline) {
    if (completed.size() > 1) {
      completed.sort(BY_START);
    }
    while (!completed.isEmpty()) {
      Run match = completed.remove(0);
      moved(Listener.Move.COMPLETED, match, atDeadline ? null : event);
      listener.matched(match, atDeadline);
      discardConsumed(lane, match);
    }
  }

  private void discardConsumed(Lane lane, Run match) {
    long until = consumedUntil(match);
    if (until <= match.startOrder()) {
      return;
    }
    completed.removeIf(other -> isConsumed(other, match, until));
    int kept = 0;
    for (int i = 0; i < lane.size; i++) {
      Run run = lane.runs[i];
      if (isConsumed(run, match, until)) {
        moved(Listener.Move.SKIPPED, run, null);
      } else {
        lane.runs[kept++] = run;
      }
    }
    state.runs -= lane.size - kept;
    lane.truncate(kept);
  }

  private static boolean isConsumed(Run run, Run match, long until) {
    return run.startOrder() >= match.startOrder() && run.startOrder() < until;
  }

  /** Runs that began with the match or later are consumed if they began before this event. */
  private long consumedUntil(Run match) {
    return switch (program.skip) {
      case NO_SKIP -> match.startOrder();
      case TO_NEXT -> match.startOrder() + 1;
      case PAST_LAST_EVENT -> match.lastOrder() + 1;
      case TO_FIRST -> match.firstOrderOf(program.skipTo);
      case TO_LAST -> match.lastOrderOf(program.skipTo);
    };
  }

  private void makeRoom() {
    if (Room.isShort(state)) {
      laneKey = null; // runs of any lane
      expireAll(frame.now);
      Room.free(state, this::dropped);
    }
  }

  private void dropped(Run run) {
    listener.dropped();
    moved(Listener.Move.DROPPED, run, null);
  }

  private boolean isOpen(Guard guard, @Nullable Run run) {
    for (long rest = guard.all(); rest != 0; rest &= rest - 1) {
      if (!holds(Long.numberOfTrailingZeros(rest), run)) {
        return false;
      }
    }
    for (long rest = guard.none(); rest != 0; rest &= rest - 1) {
      if (holds(Long.numberOfTrailingZeros(rest), run)) {
        return false;
      }
    }
    for (int i = 0; i < guard.unless().size(); i++) {
      if (isOpen(guard.unless().get(i), run)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(int condition, @Nullable Run run) {
    if ((program.conditionTypes[condition] & typeBit) == 0) {
      return false;
    }
    Condition tested = program.conditions[condition];
    long bit = 1L << condition;
    if (tested.ofRun()) {
      if ((knownOfRun & bit) == 0) {
        knownOfRun |= bit;
        truthOfRun = holds(tested, run) ? truthOfRun | bit : truthOfRun & ~bit;
      }
      return (truthOfRun & bit) != 0;
    }
    if ((known & bit) == 0) {
      known |= bit;
      truth = holds(tested, run) ? truth | bit : truth & ~bit;
    }
    return (truth & bit) != 0;
  }

  private boolean holds(Condition tested, @Nullable Run run) {
    boolean held = tested.holds(frame, run, listener);
    if (witness != null) {
      witness.tried(
          new Trial(
              tested.part(),
              tested.ends(),
              held,
              tested.after(),
              run == null || !tested.ofRun() ? Optional.empty() : Optional.of(standing(run)),
              Optional.ofNullable(tested.where()),
              Optional.ofNullable(tested.script()),
              Optional.ofNullable(held ? null : error())));
    }
    return held;
  }

  /** The error that the last expression left, if it left one. */
  private @Nullable EvaluationError error() {
    return frame.ref instanceof EvaluationError error ? error : null;
  }

  private boolean isTrue(Expression expression) {
    frame.matched = Frame.Matched.NOTHING;
    Kind kind = expression.evaluate(frame);
    if (kind == Kind.ERROR && frame.ref instanceof EvaluationError error) {
      listener.error(error);
    }
    return kind == Kind.BOOL && frame.word != 0;
  }

  /** The boxed value in its {@link KeyForm}; null where there is none that could be compared. */
  private @Nullable Object value(Expression expression) {
    Kind kind = expression.evaluate(frame);
    if (kind == Kind.ERROR) {
      if (frame.ref instanceof EvaluationError error
          && error.reason() != EvaluationError.Reason.MISSING) {
        listener.error(error);
      }
      return null;
    }
    if (KeyForm.isTooLarge(kind, frame)) {
      listener.error(TOO_LARGE);
      return null;
    }
    Kind key = KeyForm.of(kind, frame);
    boolean isNone =
        key == Kind.ERROR
            || key == Kind.NULL
            || (key == Kind.DOUBLE && Double.isNaN(Double.longBitsToDouble(frame.word)));
    return isNone ? null : frame.box(key);
  }

  private void moved(Listener.Move move, Run run, @Nullable Event by) {
    moved(move, run, run, List.of(run.state()), by);
  }

  /** {@code states}: where the run is now, as one run each. */
  private void moved(
      Listener.Move move, Run before, Run run, List<Integer> states, @Nullable Event by) {
    if (listener.wantsMoves()) {
      String step = program.stepNames[run.taken().step()];
      if (witness != null) {
        List<Standing> runs = states.stream().map(state -> standing(run.moveTo(state))).toList();
        witness.moved(move, runs, step, by);
      }
      listener.moved(move, program.stepNames[before.taken().step()], step, by);
    }
  }

  private Standing standing(Run run) {
    return Standing.of(program, run, Optional.ofNullable(laneKey));
  }

  private void filtered(Witness.Filter filter) {
    if (witness != null) {
      witness.filtered(filter);
    }
  }
}
