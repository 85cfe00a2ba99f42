package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Arrays;

/**
 * How many different values: each once, with the latest time it was seen at, in the order of these
 * times. Constant time for events in order.
 */
final class DistinctValues extends Tally {
  static final int TAG = 11;

  private final ValueTable values = new ValueTable();
  private long[] times = new long[values.capacity()];

  @Override
  boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
    // Where nothing leaves the window, times do not matter, and equal ones take a byte each.
    long at = plan.expires() ? time : 0;
    int slot = values.find(mark, word);
    if (slot == ValueTable.NONE) {
      if (values.size() >= plan.distinctLimit()) {
        approximate = true;
        if (at <= times[values.first()]) {
          return false;
        }
        values.remove(values.first());
      }
      slot = values.add(mark, word);
      if (times.length < values.capacity()) {
        times = Arrays.copyOf(times, values.capacity());
      }
    } else if (at <= times[slot]) {
      return false;
    }
    times[slot] = at;
    place(slot);
    return true;
  }

  private void place(int slot) {
    int behind = values.last();
    while (behind != ValueTable.NONE && (behind == slot || times[behind] > times[slot])) {
      behind = values.previous(behind);
    }
    values.moveBehind(slot, behind);
  }

  @Override
  void expire(long floor) {
    while (values.size() > 0 && times[values.first()] < floor) {
      values.remove(values.first());
    }
  }

  @Override
  boolean isEmpty() {
    return values.size() == 0;
  }

  @Override
  Kind load(MeasurePlan plan, Frame frame) {
    return loadInt(frame, values.size());
  }

  @Override
  int tag() {
    return TAG;
  }

  @Override
  void write(StateWriter writer) {
    writer.varint(values.size());
    long before = 0;
    for (int slot = values.first(); slot != ValueTable.NONE; slot = values.next(slot)) {
      writer.zigzag(times[slot] - before);
      before = times[slot];
      Kept.write(writer, values.mark(slot), values.word(slot));
    }
  }

  static DistinctValues read(StateReader reader) {
    DistinctValues distinct = new DistinctValues();
    Register register = new Register();
    int size = reader.count();
    long time = 0;
    for (int i = 0; i < size; i++) {
      time += reader.zigzag();
      Object mark = Kept.read(reader, register);
      if (distinct.values.find(mark, register.word) != ValueTable.NONE) {
        throw reader.corrupt("the same value twice");
      }
      int slot = distinct.values.add(mark, register.word);
      if (distinct.times.length < distinct.values.capacity()) {
        distinct.times = Arrays.copyOf(distinct.times, distinct.values.capacity());
      }
      distinct.times[slot] = time;
    }
    return distinct;
  }
}
