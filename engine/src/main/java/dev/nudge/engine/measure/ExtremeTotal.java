package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/** The least or greatest number, in a window that none leaves. */
final class ExtremeTotal extends Accumulator {
  static final int LEAST = 5;
  static final int GREATEST = 6;

  private final boolean greatest;
  private boolean any;
  private double extreme;

  ExtremeTotal(boolean greatest) {
    this.greatest = greatest;
  }

  @Override
  boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
    double value = Double.longBitsToDouble(word);
    if (any && (greatest ? value <= extreme : value >= extreme)) {
      return false;
    }
    any = true;
    extreme = value;
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
    return !any;
  }

  @Override
  Kind load(MeasurePlan plan, Frame frame) {
    return any ? loadDouble(frame, extreme) : loadNothing(frame);
  }

  @Override
  int tag() {
    return greatest ? GREATEST : LEAST;
  }

  @Override
  void write(StateWriter writer) {
    writer.flag(any);
    if (any) {
      CompactDouble.write(writer, Double.doubleToRawLongBits(extreme));
    }
  }

  static ExtremeTotal read(StateReader reader, boolean greatest) {
    ExtremeTotal total = new ExtremeTotal(greatest);
    total.any = reader.flag();
    if (total.any) {
      total.extreme = Double.longBitsToDouble(CompactDouble.read(reader));
    }
    return total;
  }
}
