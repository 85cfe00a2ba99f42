package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * The value of the earliest event, in a window that none leaves, or of the latest one, in any: a
 * later one stays longer, so one is enough. Of equal times the one that came first is earlier.
 */
final class EndValue extends Accumulator {
  static final int FIRST = 12;
  static final int LAST = 13;

  private final boolean latest;
  private long time;
  private long word;
  private @Nullable Object mark;

  EndValue(boolean latest) {
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

  static EndValue read(StateReader reader, boolean latest) {
    EndValue end = new EndValue(latest);
    if (reader.flag()) {
      Register register = new Register();
      end.time = reader.zigzag();
      end.mark = Kept.read(reader, register);
      end.word = register.word;
    }
    return end;
  }
}
