package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Map;

/** How many events, or how many completed sequences of them. */
final class Count extends Aggregate {
  Count() {
    super("count", Values.NONE);
  }

  @Override
  public boolean takesSequence() {
    return true;
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
    if (plan.elements() > 0) {
      return new SequenceCount();
    }
    return plan.expires() ? new Sliding() : new Total();
  }

  @Override
  long bytes(MeasurePlan plan) {
    if (plan.elements() > 0) {
      return Samples.bytes(plan.samples() + 1, 3);
    }
    return plan.expires() ? Samples.bytes(plan.samples() + 1, 2) : 8;
  }

  @Override
  boolean keepsSamples(MeasurePlan plan) {
    return plan.elements() > 0 || plan.expires();
  }

  @Override
  Map<Integer, Form> forms() {
    return Map.of(
        Total.TAG, Total::read, Sliding.TAG, Sliding::read, SequenceCount.TAG, SequenceCount::read);
  }

  /** How many events, in a window that none leaves. */
  private static final class Total extends Accumulator {
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

    static Total read(StateReader reader) {
      Total total = new Total();
      total.count = reader.varint();
      return total;
    }
  }

  /** How many events, in a sliding window: their times. */
  private static final class Sliding extends SampledAccumulator {
    static final int TAG = 2;

    private long count;

    Sliding() {
      super(Samples.ofTimes());
    }

    @Override
    boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
      samples.insert(samples.place(time), time);
      count++;
      if (samples.size() > plan.samples()) {
        mergeOlderHalf(plan);
      }
      return true;
    }

    /**
     * Samples of one pane become one, of their weight, at the latest time: the count is too high by
     * less than one pane, for as long as a pane. J. Li, D. Maier et al., "No Pane, No Gain:
     * Efficient Evaluation of Sliding-Window Aggregates over Data Streams", SIGMOD Record 34
     * (2005).
     */
    private void mergeOlderHalf(MeasurePlan plan) {
      int half = samples.size() / 2;
      int kept = 1;
      for (int i = 1; i < half; i++) {
        long weight = samples.weight(i);
        if (plan.samePane(samples.time(kept - 1), samples.time(i))) {
          weight += samples.weight(--kept);
        }
        samples.copy(i, kept);
        samples.setWeight(kept++, weight);
      }
      samples.remove(kept, half);
      approximate = true;
    }

    @Override
    void expire(long floor) {
      while (!samples.isEmpty() && samples.time(0) < floor) {
        count -= samples.weight(0);
        samples.removeFirst();
      }
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
      samples.write(writer);
    }

    static Sliding read(StateReader reader) {
      Sliding window = new Sliding();
      window.samples.read(reader);
      for (int i = 0; i < window.samples.size(); i++) {
        window.count += window.samples.weight(i);
      }
      return window;
    }
  }
}
