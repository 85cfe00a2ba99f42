package dev.nudge.engine.measure;

import dev.nudge.engine.event.Register;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One accumulator for each group, the least recently updated first. */
final class Groups {
  private final ValueTable keys = new ValueTable();
  private @Nullable Accumulator[] accumulators = new Accumulator[keys.capacity()];

  /** What each took when it was last weighed, in bytes, and all together; may be less now. */
  private long[] weights = new long[keys.capacity()];

  private long bytes;

  /** Not yet: {@link #read} knows no plan. */
  private boolean weighed = true;

  int size() {
    return keys.size();
  }

  /** The accumulator of a group, or null where it has none. */
  @Nullable Accumulator find(Object mark, long word) {
    int slot = keys.find(mark, word);
    return slot == ValueTable.NONE ? null : accumulators[slot];
  }

  /** Like {@link #find}; the group is the most recently updated one from here on. */
  @Nullable Accumulator touch(Object mark, long word) {
    int slot = keys.find(mark, word);
    if (slot == ValueTable.NONE) {
      return null;
    }
    keys.moveBehind(slot, keys.last());
    return accumulators[slot];
  }

  void add(Object mark, long word, Accumulator accumulator) {
    int slot = keys.add(mark, word);
    if (accumulators.length < keys.capacity()) {
      accumulators = Arrays.copyOf(accumulators, keys.capacity());
      weights = Arrays.copyOf(weights, keys.capacity());
    }
    accumulators[slot] = accumulator;
    weights[slot] = 0;
  }

  void removeLeastRecent() {
    int slot = keys.first();
    bytes -= weights[slot];
    keys.remove(slot);
    accumulators[slot] = null;
  }

  /** What all take, in bytes, about, or a little more: the most recent one has changed. */
  long bytes(MeasurePlan plan) {
    if (weighed) {
      weigh(plan, keys.last());
    } else {
      weighAll(plan);
    }
    return bytes;
  }

  /** What all take now, in bytes, about, as they are in the window. */
  long bytesNow(MeasurePlan plan, long now, long floor, long end) {
    for (Accumulator accumulator : accumulators) {
      if (accumulator != null) {
        accumulator.moveTo(plan, now, floor, end);
      }
    }
    weighAll(plan);
    return bytes;
  }

  private void weighAll(MeasurePlan plan) {
    for (int slot = keys.first(); slot != ValueTable.NONE; slot = keys.next(slot)) {
      weigh(plan, slot);
    }
    weighed = true;
  }

  private void weigh(MeasurePlan plan, int slot) {
    Accumulator accumulator = accumulators[slot];
    long weight =
        accumulator == null
            ? 0
            : ValueTable.ENTRY_BYTES + Kept.weight(keys.mark(slot)) + accumulator.bytes(plan);
    bytes += weight - weights[slot];
    weights[slot] = weight;
  }

  /**
   * Drops the groups that have nothing left in a sliding window, up to the first that has.
   *
   * @param floor the first time in the window
   */
  void expire(long floor) {
    while (keys.size() > 0) {
      Accumulator accumulator = accumulators[keys.first()];
      if (accumulator != null) {
        accumulator.expire(floor);
        if (!accumulator.isEmpty()) {
          return;
        }
      }
      removeLeastRecent();
    }
  }

  /** The time of the latest event that a group keeps, as {@link Accumulator#latest}. */
  long latest() {
    long latest = Long.MIN_VALUE;
    for (int slot = keys.last(); slot != ValueTable.NONE; slot = keys.previous(slot)) {
      Accumulator accumulator = accumulators[slot];
      latest = accumulator == null ? latest : Math.max(latest, accumulator.latest());
    }
    return latest;
  }

  /** Whether no group keeps an event from this time on; mostly a look at the last one updated. */
  boolean isEmptyFrom(long floor) {
    for (int slot = keys.last(); slot != ValueTable.NONE; slot = keys.previous(slot)) {
      Accumulator accumulator = accumulators[slot];
      if (accumulator != null && accumulator.latest() >= floor) {
        return false;
      }
    }
    return true;
  }

  void write(StateWriter writer) {
    writer.varint(keys.size());
    for (int slot = keys.first(); slot != ValueTable.NONE; slot = keys.next(slot)) {
      Kept.write(writer, keys.mark(slot), keys.word(slot));
      Accumulator accumulator = accumulators[slot];
      if (accumulator == null) {
        throw new IllegalStateException("a group without an accumulator");
      }
      writer.varint(accumulator.tag());
      accumulator.write(writer);
    }
  }

  static Groups read(StateReader reader) {
    Groups groups = new Groups();
    Register register = new Register();
    int size = reader.count();
    for (int i = 0; i < size; i++) {
      Object mark = Kept.read(reader, register);
      long word = register.word;
      if (groups.find(mark, word) != null) {
        throw reader.corrupt("the same group twice");
      }
      groups.add(mark, word, Aggregates.read(reader));
    }
    groups.weighed = false;
    return groups;
  }
}
