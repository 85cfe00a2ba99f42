package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Map;

/** The sum of numbers, correctly rounded, or that divided by how many they are. */
final class Sum extends Aggregate {
  private final boolean averages;

  Sum(String name, boolean averages) {
    super(name, Values.NUMBER);
    this.averages = averages;
  }

  @Override
  public Scope.Type type() {
    return Scope.Type.DOUBLE;
  }

  @Override
  boolean isAlwaysANumber() {
    return !averages;
  }

  @Override
  Kind loadNothing(Frame frame) {
    return averages ? Accumulator.loadNothing(frame) : Accumulator.loadDouble(frame, 0);
  }

  @Override
  Accumulator accumulator(MeasurePlan plan) {
    return plan.expires() ? new Sliding() : new Total();
  }

  @Override
  long bytes(MeasurePlan plan) {
    return ExactSum.MOST_BYTES + (plan.expires() ? Samples.bytes(plan.samples() + 1, 3) : 8);
  }

  @Override
  Map<Integer, Form> forms() {
    return Map.of(Total.TAG, Total::read, Sliding.TAG, Sliding::read);
  }

  /** Sum and average keep the same; which it is, the plan says. */
  private static Kind load(MeasurePlan plan, Frame frame, ExactSum sum, long count) {
    Aggregate aggregate = plan.aggregate();
    if (!(aggregate instanceof Sum asked) || !asked.averages) {
      return Accumulator.loadDouble(frame, sum.rounded());
    }
    return count == 0
        ? Accumulator.loadNothing(frame)
        : Accumulator.loadDouble(frame, sum.rounded() / count);
  }

  /** Sum and count of numbers, for sum and average, in a window that none leaves. */
  private static final class Total extends Accumulator {
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
      return Sum.load(plan, frame, sum, count);
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

    static Total read(StateReader reader) {
      Total total = new Total();
      total.count = reader.varint();
      total.sum = ExactSum.read(reader);
      return total;
    }
  }

  /** Sum and count of numbers, for sum and average, in a sliding window: their times and values. */
  private static final class Sliding extends SampledAccumulator {
    static final int TAG = 4;

    private static final double LARGEST_PANE = 1e307;

    private final ExactSum sum = new ExactSum();
    private long count;

    Sliding() {
      super(Samples.ofWords());
    }

    @Override
    boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
      double value = Double.longBitsToDouble(word);
      if (!sum.hasRoomFor(value)) {
        approximate = true;
        return false;
      }
      int index = samples.place(time);
      samples.insert(index, time);
      samples.setWord(index, word);
      sum.add(value);
      count++;
      if (samples.size() > plan.samples()) {
        mergeOlderHalf(plan);
      }
      return true;
    }

    /** Like {@link Count}; the sum of a pane is rounded, so the exact sum is corrected by it. */
    private void mergeOlderHalf(MeasurePlan plan) {
      int half = samples.size() / 2;
      int kept = 1;
      for (int i = 1; i < half; i++) {
        double value = samples.number(i);
        long weight = samples.weight(i);
        if (plan.samePane(samples.time(kept - 1), samples.time(i))) {
          double before = samples.number(--kept);
          weight += samples.weight(kept);
          sum.add(-value);
          sum.add(-before);
          value = Math.max(-LARGEST_PANE, Math.min(LARGEST_PANE, value + before)) + 0.0;
          sum.add(value);
        }
        samples.copy(i, kept);
        samples.setWord(kept, Double.doubleToRawLongBits(value));
        samples.setWeight(kept++, weight);
      }
      samples.remove(kept, half);
      approximate = true;
    }

    @Override
    void expire(long floor) {
      while (!samples.isEmpty() && samples.time(0) < floor) {
        count -= samples.weight(0);
        sum.add(-samples.number(0));
        samples.removeFirst();
      }
    }

    @Override
    long bytes(MeasurePlan plan) {
      return ExactSum.MOST_BYTES + super.bytes(plan);
    }

    @Override
    Kind load(MeasurePlan plan, Frame frame) {
      return Sum.load(plan, frame, sum, count);
    }

    @Override
    int tag() {
      return TAG;
    }

    @Override
    void write(StateWriter writer) {
      samples.writeNumbers(writer);
    }

    static Sliding read(StateReader reader) {
      Sliding window = new Sliding();
      window.samples.readNumbers(reader);
      for (int i = 0; i < window.samples.size(); i++) {
        window.sum.add(window.samples.number(i));
        window.count += window.samples.weight(i);
      }
      return window;
    }
  }
}
