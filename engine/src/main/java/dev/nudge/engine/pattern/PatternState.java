package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.event.Weight;
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

  /** By the value of {@code correlate_by}; the partition used last comes last. */
  final Partitions partitions = new Partitions();

  @Nullable Partition only;

  /** How many events have changed anything of this pattern; numbers them. */
  long events;

  /** How many runs there are, in all partitions. */
  int runs;

  /** What {@link Room#weigh} would find, or more, where something has gone since it looked. */
  long weight;

  /** The number of the event that was weighed last; -1 where it left nothing. */
  long weighed = -1;

  /** No run is due before this time. */
  private long deadline = Long.MAX_VALUE;

  /** Whether runs may be in other steps than {@link #counted} says. */
  boolean changed;

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
      for (int i = 0; i < partition.size; i++) {
        byStep.merge(program.stepNames[partition.runs[i].taken().step()], 1, Integer::sum);
      }
    }
    return Collections.unmodifiableMap(byStep);
  }

  /**
   * Counts the steps in which the user has runs, as far as that is other than when it was last
   * counted. Costs O(runs) where runs have changed, else nothing.
   */
  public void count(PatternCounts counts) {
    if (changed) {
      changed = false;
      long now = steps();
      counts.waiting(counted, now);
      counted = now;
    }
  }

  /** Counts the steps in which the user has runs as if none had been counted yet. */
  public void countAnew(PatternCounts counts) {
    counts.waiting(0, counted);
  }

  /** Takes back what was counted: the runs are given up. */
  public void uncount(PatternCounts counts) {
    counts.waiting(counted, 0);
  }

  private long steps() {
    long steps = 0;
    for (Iterator<Partition> all = partitions(); all.hasNext(); ) {
      steps |= all.next().steps();
    }
    return steps;
  }

  private static void open(
      Program program, Optional<Object> key, Partition partition, List<RunSnapshot> into) {
    for (int i = 0; i < partition.size; i++) {
      into.add(RunSnapshot.of(program, partition.runs[i], key));
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

  /** What a run has after it took an event, all of whose links come one after the other. */
  Taken.Kept keep(@Nullable Taken before, int step, long order, Event event) {
    weight += Room.LINK + (order == weighed ? 0 : Weight.atMost(event));
    weighed = order;
    return new Taken.Kept(before, step, order, event);
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
      if (partition.size == 0) {
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
      writePartition(out, NO_KEY, only, new IdentityHashMap<>());
    } else {
      IdentityHashMap<Taken, Integer> written = new IdentityHashMap<>();
      for (Partition partition : partitions) {
        writePartition(out, Objects.requireNonNull(partition.key), partition, written);
      }
    }
  }

  private static void writePartition(
      StateWriter out, Object key, Partition partition, IdentityHashMap<Taken, Integer> written) {
    out.value(key);
    out.flag(partition.lastDistinct != null);
    if (partition.lastDistinct != null) {
      out.value(partition.lastDistinct);
    }
    out.zigzag(partition.deadline);
    out.varint(partition.size);
    for (int i = 0; i < partition.size; i++) {
      Run run = partition.runs[i];
      out.varint(run.state());
      out.varint(run.startOrder());
      out.zigzag(run.startTime());
      out.varint(run.lastOrder() - run.startOrder());
      out.zigzag(run.lastTime() - run.startTime());
      out.varint(run.size());
      out.flag(run.digest() != Digest.EMPTY);
      if (run.digest() != Digest.EMPTY) {
        out.fixed(run.digest());
      }
      writeTaken(out, run.taken(), written);
    }
  }

  /** The links not yet written, oldest first, behind a reference to the newest that was. */
  private static void writeTaken(
      StateWriter out, Taken taken, IdentityHashMap<Taken, Integer> written) {
    List<Taken> fresh = new ArrayList<>();
    Integer number = null;
    for (Taken at = taken; at != null; at = at.before()) {
      number = written.get(at);
      if (number != null) {
        break;
      }
      fresh.add(at);
    }
    out.varint(number == null ? 0 : number + 1L);
    out.varint(fresh.size());
    for (int i = fresh.size() - 1; i >= 0; i--) {
      written.put(fresh.get(i), written.size());
      writeLink(out, fresh.get(i));
    }
  }

  /** Numbers and times as steps from those of the link before, which makes them short. */
  private static void writeLink(StateWriter out, Taken link) {
    out.varint(link.step());
    if (link instanceof Taken.Kept kept) {
      out.varint(0);
      out.zigzag(kept.order() - lastOrder(kept.before()));
      out.event(kept.event());
    } else if (link instanceof Taken.Counted counted) {
      out.varint(counted.count());
      out.zigzag(counted.firstOrder() - lastOrder(counted.before()));
      out.zigzag(counted.firstTime() - lastTime(counted.before()));
      out.varint(counted.lastOrder() - counted.firstOrder());
      out.zigzag(counted.lastTime() - counted.firstTime());
    }
  }

  private static long lastOrder(@Nullable Taken before) {
    return before == null ? 0 : before.lastOrder();
  }

  private static long lastTime(@Nullable Taken before) {
    return before instanceof Taken.Counted counted ? counted.lastTime() : 0;
  }

  /** Reads what {@link #write} wrote. */
  public static PatternState read(StateReader in) {
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
      Partition partition = readPartition(in, single ? null : key, known);
      state.runs += partition.size;
      if (single) {
        state.only = partition;
      } else {
        state.partitions.put(partition);
      }
    }
    state.weight = count == 0 ? 0 : Room.UNKNOWN;
    state.counted = state.steps();
    return state;
  }

  private static Partition readPartition(StateReader in, @Nullable Object key, List<Taken> known) {
    Partition partition = new Partition(key);
    if (in.flag()) {
      Object value = in.value();
      @Nullable Object form = KeyForm.of(value);
      partition.lastDistinct = form == null ? value : form;
    }
    long deadline = in.zigzag();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      int at = (int) in.varint();
      long startOrder = in.varint();
      long startTime = in.zigzag();
      long lastOrder = startOrder + in.varint();
      long lastTime = startTime + in.zigzag();
      int size = (int) in.varint();
      long digest = in.flag() ? in.fixed() : Digest.EMPTY;
      partition.add(
          new Run(
              at, startOrder, startTime, lastOrder, lastTime, size, digest, readTaken(in, known)),
          deadline,
          Program.ALL_TYPES);
    }
    partition.deadline = deadline;
    return partition;
  }

  private static Taken readTaken(StateReader in, List<Taken> known) {
    long reference = in.varint();
    if (reference < 0 || reference > known.size()) {
      throw in.corrupt("a reference to link " + reference + " of " + known.size());
    }
    Taken taken = reference == 0 ? null : known.get((int) reference - 1);
    int fresh = in.count();
    for (int i = 0; i < fresh; i++) {
      taken = readLink(in, taken);
      known.add(taken);
    }
    if (taken == null) {
      throw in.corrupt("a run without events");
    }
    return taken;
  }

  private static Taken readLink(StateReader in, @Nullable Taken before) {
    int step = (int) in.varint();
    int count = (int) in.varint();
    long order = lastOrder(before) + in.zigzag();
    if (count == 0) {
      return new Taken.Kept(before, step, order, in.event());
    }
    long time = lastTime(before) + in.zigzag();
    return new Taken.Counted(
        before, step, count, order, time, order + in.varint(), time + in.zigzag());
  }
}
