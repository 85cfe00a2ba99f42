package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The k greatest numbers, in a window that none leaves. */
final class TopTotal extends Accumulator {
  static final int TAG = 9;

  private double[] descending = new double[4];
  private int size;
  private @Nullable List<Double> list;

  @Override
  boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
    double value = Double.longBitsToDouble(word);
    int at = size;
    while (at > 0 && descending[at - 1] < value) {
      at--;
    }
    if (at >= plan.k()) {
      return false;
    }
    if (size < plan.k()) {
      if (size == descending.length) {
        descending = Arrays.copyOf(descending, size * 2);
      }
      size++;
    }
    System.arraycopy(descending, at, descending, at + 1, size - at - 1);
    descending[at] = value;
    list = null;
    return true;
  }

  @Override
  void expire(long floor) {}

  @Override
  long bytes(MeasurePlan plan) {
    return FIXED_BYTES + size * LISTED_BYTES;
  }

  @Override
  boolean isEmpty() {
    return size == 0;
  }

  @Override
  Kind load(MeasurePlan plan, Frame frame) {
    if (list == null) {
      List<Double> fresh = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        fresh.add(descending[i]);
      }
      list = fresh;
    }
    frame.ref = list;
    return Kind.LIST;
  }

  @Override
  int tag() {
    return TAG;
  }

  @Override
  void write(StateWriter writer) {
    writer.varint(size);
    for (int i = 0; i < size; i++) {
      CompactDouble.write(writer, Double.doubleToRawLongBits(descending[i]));
    }
  }

  static TopTotal read(StateReader reader) {
    TopTotal total = new TopTotal();
    total.size = reader.count();
    total.descending = new double[Math.max(4, total.size)];
    for (int i = 0; i < total.size; i++) {
      total.descending[i] = Double.longBitsToDouble(CompactDouble.read(reader));
    }
    return total;
  }
}
