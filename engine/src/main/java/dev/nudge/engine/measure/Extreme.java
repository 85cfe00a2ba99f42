package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Map;

/** The least or the greatest number. */
final class Extreme extends Aggregate {
  private final boolean greatest;

  Extreme(String name, boolean greatest) {
    super(name, Values.NUMBER);
    this.greatest = greatest;
  }

  @Override
  public Scope.Type type() {
    return Scope.Type.DOUBLE;
  }

  @Override
  Accumulator accumulator(MeasurePlan plan) {
    return plan.expires() ? new Sliding(greatest) : new Total(greatest);
  }

  @Override
  long bytes(MeasurePlan plan) {
    return plan.expires() ? Samples.bytes(plan.samples() + 1, 2) : 16;
  }

  @Override
  Map<Integer, Form> forms() {
    return greatest
        ? Map.of(
            Total.GREATEST,
            in -> Total.read(in, true),
            Sliding.GREATEST,
            in -> Sliding.read(in, true))
        : Map.of(
            Total.LEAST, in -> Total.read(in, false), Sliding.LEAST, in -> Sliding.read(in, false));
  }

  /** The least or greatest number, in a window that none leaves. */
  private static final class Total extends Accumulator {
    static final int LEAST = 5;
    static final int GREATEST = 6;

    private final boolean greatest;
    private boolean any;
    private double extreme;

    Total(boolean greatest) {
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

    static Total read(StateReader reader, boolean greatest) {
      Total total = new Total(greatest);
      total.any = reader.flag();
      if (total.any) {
        total.extreme = Double.longBitsToDouble(CompactDouble.read(reader));
      }
      return total;
    }
  }

  /**
   * The least or greatest number, in a sliding window; constant time on average for events in
   * order.
   */
  private static final class Sliding extends SampledAccumulator {
    // A monotonic deque: of the numbers it keeps only those that no later one beats, so that each
    // is beaten by the one before it and the first is the answer. A number that comes drops those
    // before it that it beats; a late one is dropped itself where the next later one beats it.
    //
    //     time   ->   1   4   6   7        greatest: 9, once that has left the window 7, ...
    //     number ->   9   7   7.. 2        (the equal 7 that is older is dropped)

    static final int LEAST = 7;
    static final int GREATEST = 8;

    private final boolean greatest;

    Sliding(boolean greatest) {
      super(Samples.ofWords());
      this.greatest = greatest;
    }

    @Override
    boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
      double value = Double.longBitsToDouble(word);
      int index = samples.place(time);
      if (index < samples.size() && beats(samples.number(index), value)) {
        return false;
      }
      if (index > 0 && samples.time(index - 1) == time && beats(samples.number(index - 1), value)) {
        return false;
      }
      int first = index;
      while (first > 0 && beats(value, samples.number(first - 1))) {
        first--;
      }
      if (first == index) {
        samples.insert(index, time);
      } else {
        samples.remove(first + 1, index);
        samples.setTime(first, time);
      }
      samples.setWord(first, word);
      if (samples.size() > plan.samples()) {
        mergeOlderHalf(plan);
      }
      return true;
    }

    private boolean beats(double one, double other) {
      return greatest ? one >= other : one <= other;
    }

    /** The first number of a pane, which is the most extreme, lives on at the latest time. */
    private void mergeOlderHalf(MeasurePlan plan) {
      int half = samples.size() / 2;
      int kept = 1;
      for (int i = 1; i < half; i++) {
        long word = samples.word(i);
        if (plan.samePane(samples.time(kept - 1), samples.time(i))) {
          word = samples.word(--kept);
        }
        samples.copy(i, kept);
        samples.setWord(kept++, word);
      }
      samples.remove(kept, half);
      approximate = true;
    }

    @Override
    void expire(long floor) {
      while (!samples.isEmpty() && samples.time(0) < floor) {
        samples.removeFirst();
      }
    }

    @Override
    Kind load(MeasurePlan plan, Frame frame) {
      return samples.isEmpty() ? loadNothing(frame) : loadDouble(frame, samples.number(0));
    }

    @Override
    int tag() {
      return greatest ? GREATEST : LEAST;
    }

    @Override
    void write(StateWriter writer) {
      samples.writeNumbers(writer);
    }

    static Sliding read(StateReader reader, boolean greatest) {
      Sliding window = new Sliding(greatest);
      window.samples.readNumbers(reader);
      return window;
    }
  }
}
