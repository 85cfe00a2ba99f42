package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** How many different values. */
final class Distinct extends Aggregate {
  Distinct() {
    super("distinct", Values.KEY);
  }

  @Override
  public Scope.Type type() {
    return Scope.Type.INT;
  }

  @Override
  boolean isAlwaysANumber() {
    return true;
  }

  @Override
  Kind loadNothing(Frame frame) {
    return Accumulator.loadInt(frame, 0);
  }

  @Override
  Accumulator accumulator(MeasurePlan plan) {
    return new Seen();
  }

  @Override
  long bytes(MeasurePlan plan) {
    return Samples.bytes(plan.distinctLimit(), 1) / 8 * ValueTable.ENTRY_BYTES;
  }

  @Override
  long textBytes(MeasurePlan plan) {
    return plan.extent().delays() ? 2 * plan.textLimit() : plan.textLimit();
  }

  @Override
  String keeps(MeasurePlan plan) {
    return String.format(Locale.ROOT, "%,d different values", plan.distinctLimit());
  }

  @Override
  Map<Integer, Form> forms() {
    return Map.of(Seen.TAG, Seen::read);
  }

  /**
   * How many different values: each once, with the latest time it was seen at, in the order of
   * these times. Constant time for events in order.
   */
  private static final class Seen extends Accumulator {
    static final int TAG = 11;

    private static final int SHRINKS_FROM = 64;

    private ValueTable values = new ValueTable();
    private long[] times = new long[values.capacity()];

    /** What the values take besides their places, in bytes. */
    private long texts;

    @Override
    boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
      // Where nothing leaves the window, times do not matter, and equal ones take a byte each.
      long at = plan.expires() ? time : 0;
      int slot = values.find(mark, word);
      if (slot == ValueTable.NONE) {
        long weight = Kept.weight(mark);
        while (values.size() >= plan.distinctLimit()
            || (texts + weight > plan.textLimit() && values.size() > 0)) {
          approximate = true;
          if (at <= times[values.first()]) {
            return false;
          }
          removeFirst();
        }
        slot = add(mark, word, at);
      } else if (at <= times[slot]) {
        return false;
      } else {
        times[slot] = at;
      }
      place(slot);
      return true;
    }

    private int add(Object mark, long word, long time) {
      int slot = values.add(mark, word);
      if (times.length < values.capacity()) {
        times = Arrays.copyOf(times, values.capacity());
      }
      times[slot] = time;
      texts += Kept.weight(mark);
      return slot;
    }

    private void removeFirst() {
      texts -= Kept.weight(values.mark(values.first()));
      values.remove(values.first());
    }

    /** Few are left of many: they move to where they take less. */
    private void shrink() {
      ValueTable before = values;
      long[] timesBefore = times;
      values = new ValueTable();
      times = new long[values.capacity()];
      texts = 0;
      for (int slot = before.first(); slot != ValueTable.NONE; slot = before.next(slot)) {
        add(before.mark(slot), before.word(slot), timesBefore[slot]);
      }
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
        removeFirst();
      }
      if (values.capacity() >= SHRINKS_FROM && values.size() < values.capacity() / 8) {
        shrink();
      }
    }

    @Override
    long bytes(MeasurePlan plan) {
      return FIXED_BYTES + values.size() * ValueTable.ENTRY_BYTES + texts;
    }

    @Override
    boolean isEmpty() {
      return values.size() == 0;
    }

    @Override
    long latest() {
      return isEmpty() ? Long.MIN_VALUE : times[values.last()];
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

    static Seen read(StateReader reader) {
      Seen distinct = new Seen();
      Register register = new Register();
      int size = reader.count();
      long time = 0;
      for (int i = 0; i < size; i++) {
        time += reader.zigzag();
        Object mark = Kept.read(reader, register);
        if (distinct.values.find(mark, register.word) != ValueTable.NONE) {
          throw reader.corrupt("the same value twice");
        }
        distinct.add(mark, register.word, time);
      }
      return distinct;
    }
  }
}
