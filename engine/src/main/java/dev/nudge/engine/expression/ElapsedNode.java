package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.time.Duration;

/**
 * Compares the time between two events with a constant: {@code a.time - b.time < duration('10m')}.
 */
final class ElapsedNode extends Node {
  /** The longest time between two timestamps, that of 2^63 nanoseconds. */
  private static final long MOST = Long.MAX_VALUE / 1_000_000;

  private final Order.Relation relation;
  private final TimeSource to;
  private final TimeSource from;
  private final long millis;
  private final boolean fraction;

  ElapsedNode(Order.Relation relation, TimeSource to, TimeSource from, Duration constant) {
    this.relation = relation;
    this.to = to;
    this.from = from;
    this.millis =
        Math.addExact(
            Math.multiplyExact(constant.getSeconds(), 1_000L), constant.getNano() / 1_000_000);
    this.fraction = constant.getNano() % 1_000_000 != 0;
  }

  @Override
  public Kind evaluate(Frame frame) {
    if (!to.loadMillis(frame)) {
      return Kind.ERROR;
    }
    long end = frame.word;
    if (!from.loadMillis(frame)) {
      return Kind.ERROR;
    }
    long start = frame.word;
    long elapsed = end - start;
    if (((end ^ start) & (end ^ elapsed)) < 0 || elapsed > MOST || elapsed < -MOST) {
      return fail(frame, TimeArithmetic.RANGE);
    }
    int order = Long.compare(elapsed, millis);
    return leave(frame, relation.holds(order == 0 && fraction ? -1 : order));
  }
}
