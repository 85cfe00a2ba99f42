package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.state.StateWriter;

/** What is kept for one group of a measure (or for all of it, without groups). */
abstract class Accumulator {
  private static final EvaluationError NO_VALUE =
      new EvaluationError(
          EvaluationError.Reason.NO_VALUE, "the measure has no value: no event in its window");

  /** Besides samples, values and sums. */
  static final long FIXED_BYTES = 64;

  /** Of a number in a sorted column and in the list that is the value. */
  static final long LISTED_BYTES = 32;

  /** Whether it had to forget something that its value depends on. */
  boolean approximate;

  /**
   * Takes an event in.
   *
   * @param now the user's clock
   * @param time of the event, not after now and inside the window
   * @param word of the value: the bits of a double for numbers, else see {@link Kept}
   * @param mark of the value, where it is not a number by nature
   * @return false if it cannot change any value
   */
  abstract boolean add(MeasurePlan plan, long now, long time, long word, Object mark);

  /** Forgets the events before a time; only called where events leave the window one by one. */
  abstract void expire(long floor);

  /**
   * Brings it to where the window is now; only called where the window moves.
   *
   * @param now the user's clock
   * @param floor the first time in the window
   * @param end the first time after it
   */
  void moveTo(MeasurePlan plan, long now, long floor, long end) {
    if (plan.extent().expires()) {
      expire(floor);
    }
  }

  /** What it takes, in bytes, about; the same after it was written and read. Constant time. */
  abstract long bytes(MeasurePlan plan);

  /** Whether it is as good as new. */
  abstract boolean isEmpty();

  /**
   * The time of the latest event that it keeps: {@link Long#MIN_VALUE} where it is empty, {@link
   * Long#MAX_VALUE} where it keeps no times.
   */
  long latest() {
    return isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** Nothing is left of what it had to forget. */
  void becomeExact() {
    approximate = false;
  }

  /** Leaves the value in the frame. */
  abstract Kind load(MeasurePlan plan, Frame frame);

  /** A number that tells {@link Aggregates#read} what follows; it never changes. */
  abstract int tag();

  /** Writes all but the tag. */
  abstract void write(StateWriter writer);

  static Kind loadInt(Frame frame, long value) {
    frame.word = value;
    return Kind.INT;
  }

  static Kind loadDouble(Frame frame, double value) {
    frame.word = Double.doubleToRawLongBits(value);
    return Kind.DOUBLE;
  }

  static Kind loadNothing(Frame frame) {
    frame.ref = NO_VALUE;
    return Kind.ERROR;
  }
}
