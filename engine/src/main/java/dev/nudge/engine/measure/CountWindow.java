package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/** How many events, in a sliding window: their times. */
final class CountWindow extends Tally {
  static final int TAG = 2;

  private final Samples samples = Samples.ofTimes();
  private long count;

  @Override
  boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
    samples.insert(samples.place(time), time);
    count++;
    if (samples.size() > plan.samples()) {
      mergeOlderHalf();
    }
    return true;
  }

  /**
   * Two neighbours become one of both weights at the later time, so that the count is too high by
   * less than one pane. Panes that double with age: M. Datar, A. Gionis, P. Indyk, R. Motwani,
   * "Maintaining Stream Statistics over Sliding Windows", SIAM J. Comput. 31 (2002).
   */
  private void mergeOlderHalf() {
    int pairs = samples.size() / 4;
    for (int i = 0; i < pairs; i++) {
      long weight = samples.weight(2 * i) + samples.weight(2 * i + 1);
      samples.copy(2 * i + 1, i);
      samples.setWeight(i, weight);
    }
    samples.remove(pairs, 2 * pairs);
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
  boolean isEmpty() {
    return samples.isEmpty();
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
