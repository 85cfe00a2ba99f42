package dev.nudge.engine.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one pattern and user that share a value of {@code correlate_by} (all of them, where
 * the pattern has none), oldest start first.
 */
final class Partition {
  private static final Run[] NONE = new Run[0];

  /** The value of {@code correlate_by}; null where the pattern has none. */
  final @Nullable Object key;

  Run[] runs = NONE;
  int size;

  /** Those that began after all others, where they are kept together; null for none. */
  @Nullable Cohort cohort;

  /** The value of {@code distinct} at the partition's last event; null for none. */
  @Nullable Object lastDistinct;

  /** No run of this partition is due before this time. */
  long deadline = Long.MAX_VALUE;

  /** Of the key. */
  final int hash;

  /** The types of events, as bits of the program, that some run may wait for. */
  long waits;

  Partition(@Nullable Object key) {
    this.key = key;
    this.hash = key == null ? 0 : key.hashCode();
  }

  /**
   * Adds a run.
   *
   * @param due when it is due, in milliseconds
   * @param concerns the types of events that it waits for
   */
  void add(Run run, long due, long concerns) {
    makeRoom(1);
    runs[size++] = run;
    deadline = Math.min(deadline, due);
    waits |= concerns;
  }

  /** Makes room for some more at once. */
  void makeRoom(int more) {
    if (size + more > runs.length) {
      runs = Arrays.copyOf(runs, Math.max(size + more, Math.min(2 * size, size + 8)));
    }
  }

  /** The steps that its runs are in, as bits: no pattern has more of them. */
  long steps() {
    long steps = cohort == null ? 0 : cohort.steps();
    for (int i = 0; i < size; i++) {
      steps |= 1L << runs[i].taken().step();
    }
    return steps;
  }

  /** Takes the cohort into account, which another event may have moved. */
  void join(Program program) {
    if (cohort != null) {
      deadline = Math.min(deadline, program.due(cohort.startTime(0)));
      waits |= program.concerns[cohort.ladder.states()[0]];
    }
  }

  /** Keeps the runs of the cohort one by one from here on. */
  void disband(Program program) {
    if (cohort != null) {
      makeRoom(cohort.runs());
      for (int i = 0; i < cohort.runs(); i++) {
        add(cohort.run(i), program);
      }
      cohort = null;
    }
  }

  /** Keeps the oldest run of the cohort by itself from here on. */
  void separateOldest(Program program) {
    if (cohort != null) {
      add(cohort.run(0), program);
      leave(1);
    }
  }

  /** Lets the oldest runs of the cohort go. */
  void leave(int count) {
    if (cohort != null && count < cohort.runs()) {
      cohort.removeFirst(count);
    } else {
      cohort = null;
    }
  }

  private void add(Run run, Program program) {
    add(run, program.due(run), program.concerns[run.state()]);
  }

  /** All runs, those of the cohort too, oldest start first. */
  List<Run> all() {
    List<Run> all = new ArrayList<>(Arrays.asList(runs).subList(0, size));
    if (cohort != null) {
      for (int i = 0; i < cohort.runs(); i++) {
        all.add(cohort.run(i));
      }
    }
    return all;
  }

  /** Keeps the first {@code count} runs. */
  void truncate(int count) {
    Arrays.fill(runs, count, size, null);
    size = count;
  }

  /** Removes the first {@code count} runs. */
  void removeFirst(int count) {
    System.arraycopy(runs, count, runs, 0, size - count);
    truncate(size - count);
  }

  /** How many runs there are, those of the cohort too. */
  int count() {
    return cohort == null ? size : size + cohort.runs();
  }

  /** Whether there are no runs. */
  boolean isIdle() {
    return size == 0 && cohort == null;
  }

  boolean isForgettable() {
    return isIdle() && lastDistinct == null;
  }
}
