package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/**
 * An accumulator of a window that ends before now, such as yesterday: what is later waits until the
 * window's end passes it, in the order of time. Constant time for an event in order.
 */
final class DelayedAccumulator extends Accumulator {
  static final int TAG = 16;

  private final Samples waiting;
  private final Accumulator accumulator;
  private long ceiling = Long.MIN_VALUE;

  /** What the values that wait take besides their places, in bytes. */
  private long texts;

  DelayedAccumulator(Accumulator accumulator) {
    this(Samples.ofValues(), accumulator);
  }

  private DelayedAccumulator(Samples waiting, Accumulator accumulator) {
    this.waiting = waiting;
    this.accumulator = accumulator;
  }

  @Override
  boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
    if (time < ceiling) {
      boolean changed = accumulator.add(plan, now, time, word, mark);
      approximate |= accumulator.approximate;
      return changed;
    }
    long weight = Kept.weight(mark);
    if (waiting.size() >= plan.samples() || texts + weight > plan.textLimit()) {
      approximate = true;
      return false;
    }
    int index = waiting.place(time);
    waiting.insert(index, time);
    waiting.setWord(index, word);
    waiting.setMark(index, mark);
    texts += weight;
    return true;
  }

  @Override
  void moveTo(MeasurePlan plan, long now, long floor, long end) {
    // Only where the user's zone changes does it go back, behind what it has let in.
    approximate |= end < ceiling && !accumulator.isEmpty();
    ceiling = end;
    while (!waiting.isEmpty() && waiting.time(0) < end) {
      if (waiting.time(0) >= floor) {
        accumulator.add(plan, now, waiting.time(0), waiting.word(0), waiting.mark(0));
        approximate |= accumulator.approximate;
      }
      removeFirst();
    }
    if (plan.extent().expires()) {
      accumulator.expire(floor);
    }
  }

  @Override
  void expire(long floor) {
    while (!waiting.isEmpty() && waiting.time(0) < floor) {
      removeFirst();
    }
    accumulator.expire(floor);
  }

  @Override
  long bytes(MeasurePlan plan) {
    return waiting.bytes() + texts + accumulator.bytes(plan);
  }

  private void removeFirst() {
    texts -= Kept.weight(waiting.mark(0));
    waiting.removeFirst();
  }

  @Override
  boolean isEmpty() {
    return waiting.isEmpty() && accumulator.isEmpty();
  }

  @Override
  long latest() {
    return Math.max(waiting.latest(), accumulator.latest());
  }

  @Override
  void becomeExact() {
    super.becomeExact();
    accumulator.becomeExact();
  }

  @Override
  Kind load(MeasurePlan plan, Frame frame) {
    return accumulator.load(plan, frame);
  }

  @Override
  int tag() {
    return TAG;
  }

  @Override
  void write(StateWriter writer) {
    writer.zigzag(ceiling);
    waiting.write(writer);
    for (int i = 0; i < waiting.size(); i++) {
      Kept.write(writer, waiting.mark(i), waiting.word(i));
    }
    writer.varint(accumulator.tag());
    accumulator.write(writer);
  }

  static DelayedAccumulator read(StateReader reader) {
    long ceiling = reader.zigzag();
    Samples waiting = Samples.ofValues();
    waiting.read(reader);
    Register register = new Register();
    long texts = 0;
    for (int i = 0; i < waiting.size(); i++) {
      Object mark = Kept.read(reader, register);
      waiting.setMark(i, mark);
      waiting.setWord(i, register.word);
      texts += Kept.weight(mark);
    }
    Accumulator inner = Aggregates.read(reader);
    if (inner instanceof DelayedAccumulator) {
      throw reader.corrupt("a measure that waits twice");
    }
    DelayedAccumulator delayed = new DelayedAccumulator(waiting, inner);
    delayed.ceiling = ceiling;
    delayed.texts = texts;
    return delayed;
  }
}
