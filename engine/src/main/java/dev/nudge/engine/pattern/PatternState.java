package dev.nudge.engine.pattern;

import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.funnel.PatternCounts;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The runs of one pattern for one user. */
public final class PatternState {
  private static final Object NO_KEY = "";
  private static final long ALL_STEPS = -1;

  /** By the value of {@code correlate_by}; the partition used last comes last. */
  final Partitions partitions = new Partitions();

  @Nullable Partition only;

  /** How many events have changed anything of this pattern; numbers them. */
  long events;

  /** How many runs there are, in all partitions. */
  int runs;

  /** What {@link Room#weigh} would find, or more, where something has gone since it looked. */
  long weight;

  /** No run is due before this time. */
  private long deadline = Long.MAX_VALUE;

  /** Whether runs may have come to steps, or left them, and nobody was told. */
  boolean changedUntold;

  /** The steps in which there were runs when they were last counted, as bits. */
  private long counted;

  /**
   * The earliest time at which {@link Matcher#onDeadline} is to be called, in milliseconds; {@link
   * Long#MAX_VALUE} for none.
   */
  public long deadline() {
    return deadline;
  }

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return runs == 0 && partitions.isEmpty() && only == null;
  }

  /** The runs as they stand, in no order. */
  public List<RunSnapshot> open(Program program) {
    List<RunSnapshot> open = new ArrayList<>();
    if (only != null) {
      open(program, Optional.empty(), only, open);
    }
    for (Partition partition : partitions) {
      open(program, Optional.ofNullable(partition.key), partition, open);
    }
    return open;
  }

  /** How many runs there are, by the name of the step that they took last. Costs O(runs). */
  public Map<String, Integer> runsByStep(Program program) {
    if (runs == 0) {
      return Map.of();
    }
    Map<String, Integer> byStep = new TreeMap<>();
    for (Iterator<Partition> all = partitions(); all.hasNext(); ) {
      Partition partition = all.next();
      for (Run run : partition.all()) {
        byStep.merge(program.stepNames[run.taken().step()], 1, Integer::sum);
      }
    }
    return Collections.unmodifiableMap(byStep);
  }

  /**
   * Counts the steps in which the user has runs, as far as that is other than when it was last
   * counted, or runs have come and gone since. Looks at runs until it has seen one in each step to
   * which one came or which one left, and at none where no run has moved.
   */
  public void count(PatternCounts counts) {
    long touched = changedUntold ? ALL_STEPS : counts.touched();
    if (touched != 0) {
      long now = (counted & ~touched) | stepsAmong(touched);
      changedUntold = false;
      counts.waiting(counted, now);
      counted = now;
    }
  }

  /** The same after a failure: what moved until then may not have been told. */
  public void countAfterFailure(PatternCounts counts) {
    changedUntold = true;
    count(counts);
  }

  /** Counts the steps in which the user has runs as if none had been counted yet. */
  public void countAnew(PatternCounts counts) {
    counts.waiting(0, counted);
  }

  /** Takes back what was counted: the runs are given up. */
  public void uncount(PatternCounts counts) {
    counts.waiting(counted, 0);
  }

  /** Those of some steps in which there are runs, as bits. */
  private long stepsAmong(long wanted) {
    long steps = 0;
    for (Iterator<Partition> all = partitions(); steps != wanted && all.hasNext(); ) {
      steps |= all.next().steps() & wanted;
    }
    return steps;
  }

  private static void open(
      Program program, Optional<Object> key, Partition partition, List<RunSnapshot> into) {
    for (Run run : partition.all()) {
      into.add(RunSnapshot.of(program, run, key));
    }
  }

  void due(long time) {
    deadline = Math.min(deadline, time);
  }

  /** The partition of a key (null: the pattern has no keys), or null where there is none yet. */
  @Nullable Partition partition(@Nullable Object key) {
    return key == null ? only : partitions.get(key);
  }

  Partition openPartition(@Nullable Object key) {
    Partition partition = new Partition(key);
    weight += Room.weightOf(partition);
    if (key == null) {
      only = partition;
    } else {
      partitions.put(partition);
    }
    return partition;
  }

  /** Keeps what the last event of a partition had as the value of {@code distinct}. */
  void remember(Partition partition, @Nullable Object value) {
    weight += Room.weightOf(value) - Room.weightOf(partition.lastDistinct);
    partition.lastDistinct = value;
  }

  /** Marks a partition as used last, or forgets it where nothing is in it. */
  void settle(Partition partition) {
    if (partition.isForgettable()) {
      forget(partition);
    } else if (partition.key != null && partition.lastDistinct != null) {
      partitions.remove(partition);
      partitions.put(partition);
      if (partitions.size() > Program.MAX_PARTITIONS) {
        forgetIdlePartition();
      }
    }
  }

  /** All partitions; removing from the iterator forgets a partition. */
  Iterator<Partition> partitions() {
    return only == null ? partitions.iterator() : new OnlyPartition(only);
  }

  /** Keeps all runs one by one from here on. */
  void disband(Program program) {
    for (Iterator<Partition> all = partitions(); all.hasNext(); ) {
      all.next().disband(program);
    }
  }

  /** Forgets a partition that nothing is in. */
  void forget(Partition partition) {
    if (partition.key == null) {
      only = null;
    } else {
      partitions.remove(partition);
    }
  }

  /** After every partition was looked at. */
  void setDeadline(long time) {
    deadline = time;
  }

  private final class OnlyPartition implements Iterator<Partition> {
    private @Nullable Partition next;

    OnlyPartition(Partition partition) {
      next = partition;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Partition next() {
      Partition partition = next;
      if (partition == null) {
        throw new NoSuchElementException();
      }
      next = null;
      return partition;
    }

    @Override
    public void remove() {
      only = null;
    }
  }

  private void forgetIdlePartition() {
    for (Partition partition : partitions) {
      if (partition.isIdle()) {
        partitions.remove(partition);
        return;
      }
    }
  }

  /** Writes everything; {@link #read} gives an equal state. */
  public void write(StateWriter out) {
    out.varint(events);
    out.zigzag(deadline);
    out.flag(only != null);
    out.varint(only != null ? 1 : partitions.size());
    if (only != null) {
      PartitionForm.write(out, NO_KEY, only, new IdentityHashMap<>());
    } else {
      IdentityHashMap<Taken, Integer> written = new IdentityHashMap<>();
      for (Partition partition : partitions) {
        PartitionForm.write(out, Objects.requireNonNull(partition.key), partition, written);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param cohorts whether the form is one that has them
   */
  public static PatternState read(StateReader in, boolean cohorts) {
    PatternState state = new PatternState();
    state.events = in.varint();
    state.deadline = in.zigzag();
    boolean single = in.flag();
    int count = in.count();
    List<Taken> known = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object written = in.value();
      // Bytes of an older version may have a key in another form.
      @Nullable Object form = KeyForm.of(written);
      Object key = form == null || state.partitions.get(form) != null ? written : form;
      Partition partition = PartitionForm.read(in, single ? null : key, known, cohorts);
      state.runs += partition.count();
      if (single) {
        state.only = partition;
      } else {
        state.partitions.put(partition);
      }
    }
    state.weight = count == 0 ? 0 : Room.UNKNOWN;
    state.counted = state.stepsAmong(ALL_STEPS);
    return state;
  }
}
