package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/**
 * How many sequences were completed, one after the other, each event taken by the first sequence
 * that can use it; other events may lie between. It is as if counted anew over the events of the
 * window in the order of time: constant time for an event in order while none leaves the window,
 * else time in the samples, once, when read.
 */
final class SequenceCount extends SampledAccumulator {
  // A sample's word says which elements its event fits, one bit each. A word of 0 is a pane: so
  // many
  // sequences (its weight) completed up to its time, whose events are forgotten.

  static final int TAG = 15;

  private static final int FOLDS_FROM = 64;

  private boolean counted = true;
  private int position;
  private long completed;

  SequenceCount() {
    super(Samples.ofWords());
  }

  @Override
  boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
    int index = samples.place(time);
    if (index < samples.size() && samples.word(index) == 0) {
      approximate = true;
    }
    samples.insert(index, time);
    samples.setWord(index, word);
    if (index < samples.size() - 1) {
      counted = false;
    } else if (counted) {
      count(index, plan.elements());
    }
    fold(plan, now);
    return true;
  }

  private void count(int index, int elements) {
    long word = samples.word(index);
    if (word == 0) {
      completed += samples.weight(index);
    } else if ((word >>> position & 1) != 0 && ++position == elements) {
      position = 0;
      completed++;
    }
  }

  /**
   * Where nothing leaves the window, events that are older than any event to come need not be kept.
   * Looking for them whenever the number of samples is a power of two keeps that cheap.
   */
  private void fold(MeasurePlan plan, long now) {
    int size = samples.size();
    if (size > plan.samples()) {
      fold(plan, size / 2);
      approximate = true;
      counted = false;
    } else if (!plan.expires() && size >= FOLDS_FROM && Integer.bitCount(size) == 1) {
      fold(plan, samples.place(plan.settledBefore(now)));
    }
  }

  /**
   * Of the first samples, the sequences completed become panes (a single one where nothing leaves
   * the window), the events of an open one stay, and the others go.
   */
  private void fold(MeasurePlan plan, int count) {
    int elements = plan.elements();
    long[] openTimes = new long[elements];
    long[] openWords = new long[elements];
    int open = 0;
    int panes = 0;
    for (int i = 0; i < count; i++) {
      long time = samples.time(i);
      long word = samples.word(i);
      long weight = 0;
      if (word == 0) {
        weight = samples.weight(i);
      } else if ((word >>> open & 1) != 0) {
        openTimes[open] = time;
        openWords[open] = word;
        open++;
        if (open == elements) {
          open = 0;
          weight = 1;
        }
      }
      if (weight > 0) {
        if (panes > 0 && (!plan.expires() || plan.samePane(samples.time(panes - 1), time))) {
          weight += samples.weight(--panes);
        }
        set(panes++, time, 0, weight);
      }
    }
    int kept = panes;
    for (int i = 0; i < open; i++) {
      long time = panes == 0 ? openTimes[i] : Math.max(openTimes[i], samples.time(panes - 1));
      set(kept++, time, openWords[i], 1);
    }
    samples.remove(kept, count);
  }

  private void set(int index, long time, long word, long weight) {
    samples.setTime(index, time);
    samples.setWord(index, word);
    samples.setWeight(index, weight);
  }

  @Override
  void expire(long floor) {
    while (!samples.isEmpty() && samples.time(0) < floor) {
      samples.removeFirst();
      counted = false;
    }
  }

  @Override
  Kind load(MeasurePlan plan, Frame frame) {
    if (!counted) {
      position = 0;
      completed = 0;
      for (int i = 0; i < samples.size(); i++) {
        count(i, plan.elements());
      }
      counted = true;
    }
    return loadInt(frame, completed);
  }

  @Override
  int tag() {
    return TAG;
  }

  @Override
  void write(StateWriter writer) {
    samples.write(writer);
    for (int i = 0; i < samples.size(); i++) {
      writer.varint(samples.word(i));
    }
  }

  static SequenceCount read(StateReader reader) {
    SequenceCount window = new SequenceCount();
    window.samples.read(reader);
    for (int i = 0; i < window.samples.size(); i++) {
      window.samples.setWord(i, reader.varint());
    }
    window.counted = window.samples.isEmpty();
    return window;
  }
}
