package dev.nudge.engine.pattern;

import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary form of a partition: its runs, what they share written once. */
final class PartitionForm {
  private PartitionForm() {}

  /** Writes a partition; {@code written}: the links that partitions before it wrote. */
  static void write(
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
    out.flag(partition.cohort != null);
    if (partition.cohort != null) {
      partition.cohort.write(out);
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

  /**
   * Reads what {@link #write} wrote.
   *
   * @param known the links read so far
   * @param cohorts whether the form is one that has them
   */
  static Partition read(StateReader in, @Nullable Object key, List<Taken> known, boolean cohorts) {
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
    if (cohorts && in.flag()) {
      partition.cohort = Cohort.read(in);
      partition.waits = Program.ALL_TYPES;
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
