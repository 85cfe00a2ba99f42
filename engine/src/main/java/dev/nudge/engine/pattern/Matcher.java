package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.Skip;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.index.TypeMask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the runs of a pattern. One event costs a look at each run of its partition that waits for
 * an event of its type; the others are passed over by a bit test, and those that move together cost
 * one look between them ({@link Cohort}).
 *
 * <p>For one event, in this order:
 *
 * <ol>
 *   <li>{@code among}, {@code correlate_by} and {@code distinct} say whether it exists for the
 *       pattern and in which partition.
 *   <li>Every run of the partition, oldest start first, takes it, lets it pass, or is given up. A
 *       run that may do two of these becomes two.
 *   <li>A new run begins, if the first step takes it.
 *   <li>Of the runs that are complete now, the one that began first is the match; what it consumes
 *       is discarded; then the next.
 * </ol>
 *
 * One matcher serves one thread.
 */
public final class Matcher {
  private final List<Run> completed = new ArrayList<>();
  private final MatchContext context = new MatchContext();
  private final Successors next = new Successors(context, completed);
  private final Moves moves = new Moves(context);
  private final Conditions conditions = new Conditions(context, moves);
  private final Cohorts cohorts = new Cohorts(context, conditions);
  private final Consumption consumption = new Consumption(context, moves, completed, cohorts);
  private final Deadlines deadlines = new Deadlines(context, moves, next, consumption, cohorts);

  /** Whether a run of the partition at hand is no longer what it was. */
  private boolean changedInPlace;

  /** The partition that the last event may have changed; null for none. */
  private @Nullable Partition touched;

  /** The types, as bits of the program, that its runs waited for before. */
  private long waited;

  /** A matcher. */
  public Matcher() {}

  /**
   * Takes the frame's event at the frame's clock. Deadlines up to it must have been fired before.
   *
   * @param typeBit of the event's type: {@link Program#typeBit}
   */
  public void onEvent(
      Program program, PatternState state, long typeBit, Frame frame, Listener listener) {
    Event event = frame.event;
    if (event == null) {
      throw new IllegalArgumentException("no event");
    }
    touched = null;
    boolean starts = (program.startTypes & typeBit) != 0;
    if (!starts && state.runs == 0 && program.distinct == null) {
      return;
    }
    begin(program, frame, listener);
    context.at(event, typeBit);
    if (program.among != null && !conditions.isTrue(program.among)) {
      moves.filtered(Tracer.Filter.AMONG);
      return;
    }
    Object key = null;
    if (program.correlateBy != null) {
      key = conditions.value(program.correlateBy);
      if (key == null) {
        moves.filtered(Tracer.Filter.CORRELATE_BY);
        return;
      }
      moves.ofPartition(key);
    }
    Partition partition = state.partition(key);
    if (program.distinct != null) {
      Object value = conditions.value(program.distinct);
      if (partition != null && value != null && value.equals(partition.lastDistinct)) {
        moves.filtered(Tracer.Filter.DISTINCT);
        return;
      }
      if (partition == null && value != null) {
        partition = state.openPartition(key);
      }
      if (partition != null) {
        state.remember(partition, value);
      }
    }
    if (partition == null && !starts) {
      return;
    }
    waited = partition == null ? 0 : partition.waits;
    if (partition != null) {
      cohorts.meet(partition);
      if (partition.deadline <= frame.now) {
        deadlines.expire(state, partition, frame.now);
      }
    }
    context.number(state);
    conditions.ofEvent();
    partition = move(state, partition, key, starts);
    touched = partition;
    if (partition != null) {
      state.settle(partition);
      makeRoom(state);
    }
    end();
  }

  /**
   * The types of events that runs may wait for after the last event, as {@link Program#awaited} has
   * them or some more: where the partition of the event waits for no less than before, no other is
   * looked at.
   *
   * @param before the types that they waited for before it
   */
  public int awaited(Program program, PatternState state, int before) {
    if (before == TypeMask.ALL || program.asksAll) {
      return program.awaited(state);
    }
    if (touched == null) {
      return before;
    }
    long waits = touched.isIdle() ? 0 : touched.waits;
    return (waited & ~waits) == 0 ? before | program.awaitedTypes(waits) : program.awaited(state);
  }

  /** Steps 2 to 4; returns the partition, where there is one now. */
  private @Nullable Partition move(
      PatternState state, @Nullable Partition partition, @Nullable Object key, boolean starts) {
    boolean waits = partition != null && (partition.waits & context.typeBit) != 0;
    // What begins may have to be compared with the runs that there are.
    boolean anew = waits || (starts && context.program.mayOvertake());
    boolean together = waits && partition != null && cohorts.moves(partition);
    boolean changed = anew && partition != null && advance(state, partition);
    int before = next.size();
    boolean joins = starts && start(state);
    if (!changed && !together && !joins && next.size() == before && completed.isEmpty()) {
      return partition;
    }
    state.events++;
    Partition moved = partition == null ? state.openPartition(key) : partition;
    if (anew) {
      next.moveTo(state, moved);
    } else {
      next.addTo(state, moved);
    }
    if (together || joins) {
      cohorts.move(state, moved, together, joins);
    }
    consumption.consume(state, moved, false);
    return moved;
  }

  /**
   * Fires the deadlines that are due at the frame's clock: a run that waits for one is a match, any
   * other expires. Says whether there was a match.
   *
   * <p>Of a pattern that may fire at a deadline, this must be called for each deadline in turn. Of
   * any other, one call will do for all that have passed, since an expiry concerns no other run.
   */
  public boolean onDeadline(Program program, PatternState state, Frame frame, Listener listener) {
    begin(program, frame, listener);
    boolean any = deadlines.expireAll(state, frame.now);
    end();
    return any;
  }

  private void begin(Program program, Frame frame, Listener listener) {
    context.begin(program, frame, listener);
    completed.clear();
    next.begin();
    moves.begin();
  }

  private void end() {
    context.matched(Frame.Matched.NOTHING);
    completed.clear();
  }

  /** Step 2; says whether the partition has to be written anew. */
  @SuppressWarnings("ReferenceEquality") // a run that stays is the same object
  private boolean advance(PatternState state, Partition partition) {
    boolean changed = false;
    changedInPlace = false;
    long typeBit = context.typeBit;
    long[] concerns = context.program.concerns;
    for (int i = 0; i < partition.size; i++) {
      Run run = partition.runs[i];
      if ((concerns[run.state()] & typeBit) == 0) {
        changed |= !next.keepUnlessTwin(run);
        continue;
      }
      int at = next.size();
      int complete = completed.size();
      conditions.ofRun();
      next.ofRun();
      boolean stopped = decide(state, run, run.state());
      if (stopped) {
        next.truncate(at);
      }
      if (next.size() == at && completed.size() == complete && (stopped || !next.merged())) {
        moves.moved(Listener.Move.CANCELLED, run, context.event);
      }
      changed |= next.size() != at + 1 || next.get(at) != run;
    }
    return next.keepLargest() || changed || changedInPlace;
  }

  /** Does all that a state's edges allow with the event; says whether the run must be given up. */
  private boolean decide(PatternState state, Run run, int at) {
    boolean stopped = false;
    Program program = context.program;
    EdgeTable edges = program.edges[at];
    for (int i = 0; i < edges.size; i++) {
      EdgeTable.Kind kind = edges.kinds[i];
      if ((stopped && kind != EdgeTable.Kind.TAKE) || !edges.isOpen(i, conditions, run)) {
        continue;
      }
      switch (kind) {
        case TAKE -> {
          boolean alone = edges.alone[i] && at == run.state();
          take(state, run, program.states[at].step(), edges.targets[i], alone);
        }
        case IGNORE -> next.keepUnlessTwin(run.moveTo(at));
        case STOP -> stopped = true;
        case PROCEED -> {
          for (int target : edges.targets[i]) {
            if (program.states[target].kind() == State.Kind.FINAL) {
              completed.add(run.moveTo(target));
            } else {
              stopped |= decide(state, run, target);
            }
          }
        }
      }
    }
    return stopped;
  }

  /**
   * Takes the event.
   *
   * @param alone whether nothing else can come of the run: unless somebody wants to know what it
   *     was, it stays the same object
   */
  private void take(PatternState state, Run run, int step, int[] targets, boolean alone) {
    if (context.program.keepsEvents && run.size() >= context.program.maxEvents) {
      moves.dropped(run);
      return;
    }
    Taken more = taken(state, run, step);
    long digest = digest(run.digest(), step);
    if (alone && !context.listener.wantsMoves()) {
      moves.advanced(run.taken().step(), step);
      run.advanceInPlace(targets[0], context.order, context.frame.now, digest, more);
      next.keepUnlessTwin(run);
      changedInPlace = true;
      return;
    }
    boolean first = true;
    for (int target : targets) {
      Run advanced = run.advance(target, context.order, context.frame.now, digest, more);
      if (first) {
        moves.moved(Listener.Move.ADVANCED, run, advanced, targets, context.event);
        first = false;
      }
      enter(advanced);
    }
  }

  /** What a run has with the event; the same object for runs that had the same before. */
  private Taken taken(PatternState state, Run run, int step) {
    long order = context.order;
    if (!context.program.keepsEvents) {
      return Taken.Counted.of((Taken.Counted) run.taken(), step, order, context.event.time());
    }
    Taken shared = context.program.rejoins ? next.taken(run, step, order) : null;
    return shared == null ? context.keep(state, run.taken(), step) : shared;
  }

  private long digest(long before, int step) {
    return context.program.keepsEvents
        ? Digest.EMPTY
        : Digest.after(before, step, context.event.id());
  }

  /** Step 3; says whether a run begins that is to join others. */
  private boolean start(PatternState state) {
    if (context.program.skip == Skip.Strategy.PAST_LAST_EVENT
        && !completed.isEmpty()
        && completed.get(0).lastOrder() == context.order) {
      return false; // the match that took the event consumes whatever would begin with it
    }
    conditions.ofRun();
    if (cohorts.begins()) {
      return cohorts.isBeginning();
    }
    for (int start : context.program.starts) {
      start(state, start);
    }
    return false;
  }

  private void start(PatternState state, int first) {
    EdgeTable edges = context.program.edges[first];
    for (int i = 0; i < edges.size; i++) {
      if (!edges.isOpen(i, conditions, null)) {
        continue;
      }
      if (edges.kinds[i] == EdgeTable.Kind.TAKE && context.listener.mayStart()) {
        start(state, context.program.states[first].step(), edges.targets[i]);
      } else if (edges.kinds[i] == EdgeTable.Kind.PROCEED) {
        for (int target : edges.targets[i]) {
          start(state, target);
        }
      }
    }
  }

  private void start(PatternState state, int step, int[] targets) {
    long order = context.order;
    Event event = context.event;
    Taken taken =
        context.program.keepsEvents
            ? context.keep(state, null, step)
            : Taken.Counted.of(null, step, order, event.time());
    long digest = digest(Digest.EMPTY, step);
    boolean first = true;
    for (int target : targets) {
      Run run = Run.start(target, order, context.frame.now, digest, taken);
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
    if (context.program.states[run.state()].kind() == State.Kind.FINAL) {
      completed.add(run);
    } else {
      next.keepUnlessTwin(run);
    }
  }

  private void makeRoom(PatternState state) {
    if (Room.isShort(state)) {
      state.changedUntold = true;
      moves.ofPartition(null); // runs of any partition
      deadlines.expireAll(state, context.frame.now);
      state.disband(context.program);
      Room.free(state, moves::dropped);
    }
  }
}
