package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/** How many events, in a window that none leaves. */
final class CountTotal extends Accumulator {
  static final int TAG = 1;

  private long count;

  @Override
  boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
    count++;
    return true;
  }

  @Override
  void expire(long floor) {}

  @Override
  long bytes(MeasurePlan plan) {
    return FIXED_BYTES;
  }

  @Override
  boolean isEmpty() {
    return count == 0;
  }

  @Override
  Kind load(MeasurePlan plan, Frame frame) {
    return loadInt(frame, count);
  }

  @Override
  int tag() {
    return TAG;
  }

  @Override
  void write(StateWriter writer) {
    writer.varint(count);
  }

  static CountTotal read(StateReader reader) {
    CountTotal total = new CountTotal();
    total.count = reader.varint();
    return total;
  }
}
