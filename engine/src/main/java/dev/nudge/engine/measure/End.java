package dev.nudge.engine.measure;

import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of the first event, or of the last one. */
final class End extends Aggregate {
  private final boolean latest;

  End(String name, boolean latest) {
    super(name, Values.ANY);
    this.latest = latest;
  }

  @Override
  public Scope.Type type() {
    return Scope.Type.DYN;
  }

  @Override
  Accumulator accumulator(MeasurePlan plan) {
    return keepsSamples(plan) ? new FirstOfMany() : new One(latest);
  }

  @Override
  long bytes(MeasurePlan plan) {
    return keepsSamples(plan) ? Samples.bytes(plan.samples() + 1, 4) : 24;
  }

  @Override
  long textBytes(MeasurePlan plan) {
    return keepsSamples(plan) ? plan.textLimit() : KeyForm.BYTES;
  }

  @Override
  boolean keepsSamples(MeasurePlan plan) {
    return !latest && plan.expires();
  }

  @Override
  Map<Integer, Form> forms() {
    return latest
        ? Map.of(One.LAST, in -> One.read(in, true))
        : Map.of(One.FIRST, in -> One.read(in, false), FirstOfMany.TAG, FirstOfMany::read);
  }

  /**
   * The value of the earliest event, in a window that none leaves, or of the latest one, in any: a
   * later one stays longer, so one is enough. Of equal times the one that came first is earlier.
   */
  private static final class One extends Accumulator {
    static final int FIRST = 12;
    static final int LAST = 13;

    private final boolean latest;
    private long time;
    private long word;
    private @Nullable Object mark;

    One(boolean latest) {
      this.latest = latest;
    }

    @Override
    boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
      if (this.mark != null && (latest ? time < this.time : time >= this.time)) {
        return false;
      }
      this.time = time;
      this.word = word;
      this.mark = mark;
      return true;
    }

    @Override
    void expire(long floor) {
      if (time < floor) {
        mark = null;
      }
    }

    @Override
    long bytes(MeasurePlan plan) {
      return FIXED_BYTES + (mark == null ? 0 : Kept.weight(mark));
    }

    @Override
    boolean isEmpty() {
      return mark == null;
    }

    @Override
    long latest() {
      return isEmpty() ? Long.MIN_VALUE : time;
    }

    @Override
    Kind load(MeasurePlan plan, Frame frame) {
      return mark == null ? loadNothing(frame) : Kept.load(mark, word, frame);
    }

    @Override
    int tag() {
      return latest ? LAST : FIRST;
    }

    @Override
    void write(StateWriter writer) {
      writer.flag(mark != null);
      if (mark != null) {
        writer.zigzag(time);
        Kept.write(writer, mark, word);
      }
    }

    static One read(StateReader reader, boolean latest) {
      One end = new One(latest);
      if (reader.flag()) {
        Register register = new Register();
        end.time = reader.zigzag();
        end.mark = Kept.read(reader, register);
        end.word = register.word;
      }
      return end;
    }
  }

  /**
   * The value of the earliest event, in a sliding window: all their values, for each will be it.
   */
  private static final class FirstOfMany extends SampledAccumulator {
    static final int TAG = 14;

    /** What the values take besides their places, in bytes. */
    private long texts;

    FirstOfMany() {
      super(Samples.ofValues());
    }

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
      return super.bytes(plan) + texts;
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

    static FirstOfMany read(StateReader reader) {
      FirstOfMany window = new FirstOfMany();
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
}
