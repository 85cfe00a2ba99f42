package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/** How many events, in a sliding window: their times. */
final class CountWindow extends Accumulator {
  static final int TAG = 2;

  private final Samples samples = Samples.ofTimes();
  private long count;

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
   * less than one pane, for as long as a pane. J. Li, D. Maier et al., "No Pane, No Gain: Efficient
   * Evaluation of Sliding-Window Aggregates over Data Streams", SIGMOD Record 34 (2005).
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
  long bytes(MeasurePlan plan) {
    return FIXED_BYTES + samples.bytes();
  }

  @Override
  boolean isEmpty() {
    return samples.isEmpty();
  }

  @Override
  long latest() {
    return samples.latest();
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

  static CountWindow read(StateReader reader) {
    CountWindow window = new CountWindow();
    window.samples.read(reader);
    for (int i = 0; i < window.samples.size(); i++) {
      window.count += window.samples.weight(i);
    }
    return window;
  }
}
