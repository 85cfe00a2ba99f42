package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/** The value of the earliest event, in a sliding window: all their values, for each will be it. */
final class FirstWindow extends Accumulator {
  static final int TAG = 14;

  private final Samples samples = Samples.ofValues();

  /** What the values take besides their places, in bytes. */
  private long texts;

  @Override
  boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
    int index = samples.place(time);
    samples.insert(index, time);
    samples.setWord(index, word);
    samples.setMark(index, mark);
    texts += Kept.weight(mark);
    if (samples.size() > plan.samples()) {
      thinOlderHalf(plan);
    }
    if (texts > plan.textLimit()) {
      thinEverySecond();
    }
    return true;
  }

  /** Keeps the first, which is the value now, and of the others every second. */
  private void thinEverySecond() {
    int kept = 1;
    for (int i = 1; i < samples.size(); i++) {
      if (i % 2 == 1) {
        texts -= Kept.weight(samples.mark(i));
      } else {
        samples.copy(i, kept++);
      }
    }
    samples.remove(kept, samples.size());
    approximate = true;
  }

  /** Keeps the first of each pane. */
  private void thinOlderHalf(MeasurePlan plan) {
    int half = samples.size() / 2;
    int kept = 1;
    for (int i = 1; i < half; i++) {
      if (plan.samePane(samples.time(kept - 1), samples.time(i))) {
        texts -= Kept.weight(samples.mark(i));
      } else {
        samples.copy(i, kept++);
      }
    }
    samples.remove(kept, half);
    approximate = true;
  }

  @Override
  void expire(long floor) {
    while (!samples.isEmpty() && samples.time(0) < floor) {
      texts -= Kept.weight(samples.mark(0));
      samples.removeFirst();
    }
  }

  @Override
  long bytes(MeasurePlan plan) {
    return FIXED_BYTES + samples.bytes() + texts;
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
    return samples.isEmpty()
        ? loadNothing(frame)
        : Kept.load(samples.mark(0), samples.word(0), frame);
  }

  @Override
  int tag() {
    return TAG;
  }

  @Override
  void write(StateWriter writer) {
    samples.write(writer);
    for (int i = 0; i < samples.size(); i++) {
      Kept.write(writer, samples.mark(i), samples.word(i));
    }
  }

  static FirstWindow read(StateReader reader) {
    FirstWindow window = new FirstWindow();
    Register register = new Register();
    window.samples.read(reader);
    for (int i = 0; i < window.samples.size(); i++) {
      Object mark = Kept.read(reader, register);
      window.samples.setMark(i, mark);
      window.texts += Kept.weight(mark);
      window.samples.setWord(i, register.word);
    }
    return window;
  }
}
