package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Weight;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes maps, and looks into those that are computed or nested. */
abstract class MapNode extends Node {
  /** {@code m.name}. */
  static final class Member extends MapNode {
    private final Node operand;
    private final String name;
    private final EvaluationError missing;
    private final Mismatch mismatch = new Mismatch("a property");

    Member(Node operand, String name) {
      this(operand, name, Property.of(name).missing());
    }

    /** A member of which this is said where it is missing. */
    Member(Node operand, String name, EvaluationError missing) {
      this.operand = operand;
      this.name = name;
      this.missing = missing;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = operand.evaluate(frame);
      if (kind == Kind.ERROR) {
        return kind;
      }
      if (kind != Kind.MAP) {
        return fail(frame, mismatch.of(kind));
      }
      Object value = ((Map<?, ?>) ref(frame)).get(name);
      return value == null ? fail(frame, missing) : Values.unbox(frame, value);
    }
  }

  /** {@code has(m.name)}. */
  static final class Has extends MapNode {
    private final Node operand;
    private final String name;
    private final Mismatch mismatch = new Mismatch("has()");

    Has(Node operand, String name) {
      this.operand = operand;
      this.name = name;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = operand.evaluate(frame);
      if (kind == Kind.ERROR) {
        return kind;
      }
      if (kind != Kind.MAP) {
        return fail(frame, mismatch.of(kind));
      }
      return leave(frame, ((Map<?, ?>) ref(frame)).containsKey(name));
    }
  }

  /** <code>{k: v}</code>. */
  static final class Make extends MapNode {
    private final Node[] keys;
    private final Node[] values;

    Make(Node[] keys, Node[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.length; i++) {
        Kind kind = keys[i].evaluate(frame);
        if (kind == Kind.ERROR) {
          return kind;
        }
        Object key = Values.box(kind, frame);
        kind = values[i].evaluate(frame);
        if (kind == Kind.ERROR) {
          return kind;
        }
        Object value = Values.box(kind, frame);
        if (!BudgetNode.take(frame, Weight.ofPart(key, frame.bytes))
            || !BudgetNode.take(frame, Weight.ofPart(value, frame.bytes))) {
          return fail(frame, BudgetNode.TOO_LARGE);
        }
        if (map.putIfAbsent(key, value) != null) {
          return fail(
              frame,
              new EvaluationError(
                  EvaluationError.Reason.CONVERSION,
                  "the key '" + key + "' stands twice in a map"));
        }
      }
      return leave(frame, Kind.MAP, map);
    }
  }
}
