package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.Map;
import java.util.Set;

/**
 * A property that is computed of the record it comes in.
 *
 * @param value CEL over {@code record}
 * @param type what the value becomes
 */
record Computed(String name, Expression value, Type type) {
  private static final Set<Kind> NOT_JSON = Set.of(Kind.DURATION, Kind.BYTES, Kind.TYPE);

  /** Computes it; where it has no value, the record is rejected. */
  void take(Map<String, Object> record, ParsedLine line) {
    Frame frame = new Frame();
    frame.measures = (measure, into) -> into.put(record);
    Kind kind = value.evaluate(frame);
    if (kind == Kind.ERROR && frame.ref instanceof EvaluationError error) {
      line.wrong("bad property", name + ": " + error);
    } else if (NOT_JSON.contains(kind)) {
      line.wrong("bad property", name + ": a value of kind " + kind + " cannot be kept");
    } else {
      Target.property(name, type).take(kind, frame, line);
    }
  }
}
