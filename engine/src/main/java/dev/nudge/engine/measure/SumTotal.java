package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/** Sum and count of numbers, for sum and average, in a window that none leaves. */
final class SumTotal extends Accumulator {
  static final int TAG = 3;

  private ExactSum sum = new ExactSum();
  private long count;

  @Override
  boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
    double value = Double.longBitsToDouble(word);
    if (!sum.hasRoomFor(value)) {
      approximate = true;
      return false;
    }
    sum.add(value);
    count++;
    return true;
  }

  @Override
  void expire(long floor) {}

  @Override
  long bytes(MeasurePlan plan) {
    return FIXED_BYTES + ExactSum.MOST_BYTES;
  }

  @Override
  boolean isEmpty() {
    return count == 0;
  }

  @Override
  Kind load(MeasurePlan plan, Frame frame) {
    return load(plan, frame, sum, count);
  }

  static Kind load(MeasurePlan plan, Frame frame, ExactSum sum, long count) {
    if (!plan.averages()) {
      return loadDouble(frame, sum.rounded());
    }
    return count == 0 ? loadNothing(frame) : loadDouble(frame, sum.rounded() / count);
  }

  @Override
  int tag() {
    return TAG;
  }

  @Override
  void write(StateWriter writer) {
    writer.varint(count);
    sum.write(writer);
  }

  static SumTotal read(StateReader reader) {
    SumTotal total = new SumTotal();
    total.count = reader.varint();
    total.sum = ExactSum.read(reader);
    return total;
  }
}
