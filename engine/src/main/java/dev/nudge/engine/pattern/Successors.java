package dev.nudge.engine.pattern;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a partition after an event, as they come about, oldest start first: without those for
 * which another stands, that will do all that they could.
 */
final class Successors {
  private final MatchContext context;
  private final List<Run> completed;
  private Run[] runs = new Run[16];
  private int size;

  /** Whether a run came about that took more than one it could stand for. */
  private boolean surplus;

  /** Whether the current run, or one it became, is stood for by another. */
  private boolean merged;

  /** Whether a run went because another stands for it, of which nobody is told. */
  private boolean wentUntold;

  /**
   * No runs yet.
   *
   * @param completed those that are complete now, as the matcher finds them
   */
  Successors(MatchContext context, List<Run> completed) {
    this.context = context;
    this.completed = completed;
  }

  void begin() {
    size = 0;
    surplus = false;
    wentUntold = false;
  }

  /** What comes now comes of one run. */
  void ofRun() {
    merged = false;
  }

  boolean merged() {
    return merged;
  }

  int size() {
    return size;
  }

  Run get(int index) {
    return runs[index];
  }

  /** Keeps the first so many. */
  void truncate(int count) {
    Arrays.fill(runs, count, size, null);
    size = count;
  }

  /** What another run that took the same as this one before has with the event. */
  @SuppressWarnings("ReferenceEquality") // what was taken together is the same object
  @Nullable Taken taken(Run run, int step, long order) {
    for (int i = size - 1; i >= 0 && runs[i].startOrder() == run.startOrder(); i--) {
      if (runs[i].taken() instanceof Taken.Kept kept
          && kept.order() == order
          && kept.step() == step
          && kept.before() == run.taken()) {
        return kept;
      }
    }
    return null;
  }

  /**
   * Keeps a run, unless one with the same future is there already. If a match consumes what began
   * with it, that is one with the same start in the same state: only the one of the two that took
   * more can ever fire. If it does not, it is one that has taken the very same events.
   */
  boolean keepUnlessTwin(Run run) {
    if (isTwin(run) || isOvertaken(run)) {
      merged = true;
      wentUntold = true;
      return false;
    }
    keep(run);
    return true;
  }

  private boolean isTwin(Run run) {
    boolean oneOfAStart = oneOfAStart(run);
    if (!oneOfAStart && !context.program.rejoins) {
      return false;
    }
    for (int i = size - 1; i >= 0 && runs[i].startOrder() == run.startOrder(); i--) {
      if (runs[i].state() == run.state() && (oneOfAStart || isSame(runs[i], run))) {
        surplus |= runs[i].size() < run.size();
        return runs[i].size() >= run.size();
      }
    }
    return false;
  }

  /** Whether all runs with its start in its state have one future, and only one may come to it. */
  private boolean oneOfAStart(Run run) {
    return context.program.consumesStart() && !context.program.remembers[run.state()];
  }

  /**
   * Leaves, of each start and state, the run that took most. It is done when it is known which runs
   * are given up: a smaller one may be needed after all.
   *
   * @return whether it had to
   */
  boolean keepLargest() {
    if (!surplus) {
      return false;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!hasLargerAfter(i)) {
        runs[kept++] = runs[i];
      }
    }
    Arrays.fill(runs, kept, size, null);
    size = kept;
    wentUntold = true;
    return true;
  }

  /** A larger one always comes later: {@link #isTwin} keeps no smaller one. */
  private boolean hasLargerAfter(int at) {
    Run run = runs[at];
    if (!oneOfAStart(run)) {
      return false;
    }
    for (int i = at + 1; i < size && runs[i].startOrder() == run.startOrder(); i++) {
      if (runs[i].state() == run.state()) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("ReferenceEquality") // what was taken together is the same object
  private boolean isSame(Run one, Run other) {
    return context.program.keepsEvents
        ? one.taken() == other.taken()
        : one.digest() == other.digest();
  }

  /**
   * Whether a run that began earlier is in the same state and will do all that this one can, to the
   * end: whenever this one completes, so does that one, and consumes it. One that a match of this
   * very event may consume will not.
   */
  boolean isOvertaken(Run run) {
    if (!context.program.mayOvertake() || context.program.remembers[run.state()]) {
      return false;
    }
    long consumed = Long.MAX_VALUE;
    for (int i = 0; i < completed.size(); i++) {
      consumed = Math.min(consumed, completed.get(i).startOrder());
    }
    for (int i = 0; i < size && runs[i].startOrder() < consumed; i++) {
      if (runs[i].state() == run.state() && runs[i].startOrder() < run.startOrder()) {
        return true;
      }
    }
    return false;
  }

  void keep(Run run) {
    if (size == runs.length) {
      runs = Arrays.copyOf(runs, size * 2);
    }
    runs[size++] = run;
  }

  /** Puts them into the partition, in place of what is there. */
  void moveTo(PatternState state, Partition partition) {
    state.runs -= partition.size;
    if (size < partition.size) {
      partition.truncate(size);
    }
    partition.size = 0;
    partition.deadline = Long.MAX_VALUE;
    partition.waits = 0;
    addTo(state, partition);
  }

  /** Puts them into the partition, after what is there. */
  void addTo(PatternState state, Partition partition) {
    state.runs += size;
    state.changedUntold |= wentUntold || context.listener.counts() == null;
    Program program = context.program;
    partition.makeRoom(size);
    for (int i = 0; i < size; i++) {
      Run run = runs[i];
      partition.add(run, program.due(run), program.concerns[run.state()]);
    }
    truncate(0);
    partition.join(program);
    state.due(context.sweepTime(partition.deadline));
  }
}
