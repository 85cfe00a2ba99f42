package dev.nudge.engine.expression;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** What a name stands for, where it is not an event or the profile. */
abstract class NameNode extends Node {
  /** The user's clock. */
  static final class Now extends NameNode implements TimeSource {
    @Override
    public Kind evaluate(Frame frame) {
      return leave(frame, Kind.TIMESTAMP, Instant.ofEpochMilli(frame.now));
    }

    @Override
    public boolean loadMillis(Frame frame) {
      frame.word = frame.now;
      return true;
    }
  }

  /** The step that a transition entered. */
  static final class State extends NameNode {
    @Override
    public Kind evaluate(Frame frame) {
      return leave(frame, Kind.STRING, frame.state);
    }
  }

  /** A measure. */
  static final class Measured extends NameNode {
    final int measure;

    Measured(int measure) {
      this.measure = measure;
    }

    @Override
    public Kind evaluate(Frame frame) {
      return frame.measures.load(measure, frame);
    }
  }

  /** All events of a looping step. */
  static final class Loop extends NameNode {
    final int step;

    Loop(int step) {
      this.step = step;
    }

    @Override
    public Kind evaluate(Frame frame) {
      return leave(frame, Kind.LIST, new EventList(frame.matched.events(step)));
    }
  }

  /** How many events a looping step took. */
  static final class LoopSize extends NameNode {
    private final int step;

    LoopSize(int step) {
      this.step = step;
    }

    @Override
    public Kind evaluate(Frame frame) {
      return leave(frame, (long) frame.matched.count(step));
    }
  }

  /** The variable of a loop. */
  static final class Variable extends NameNode {
    final int slot;

    Variable(int slot) {
      this.slot = slot;
    }

    @Override
    public Kind evaluate(Frame frame) {
      return Values.unbox(frame, Objects.requireNonNull(frame.variables[slot]));
    }
  }

  /** A member of what the variable of a loop holds: {@code v.price}. */
  static final class VariableMember extends NameNode {
    private final int slot;
    private final String name;
    private final Property property;
    private final Mismatch mismatch = new Mismatch("a property");

    VariableMember(int slot, String name) {
      this.slot = slot;
      this.name = name;
      this.property = Property.of(name);
    }

    @Override
    public Kind evaluate(Frame frame) {
      Object value = Objects.requireNonNull(frame.variables[slot]);
      if (value instanceof Event event) {
        return member(event, frame);
      }
      if (value instanceof Map<?, ?> map) {
        Object member = map.get(name);
        return member == null ? fail(frame, property.missing()) : Values.unbox(frame, member);
      }
      return fail(frame, mismatch.of(Values.kindOf(value)));
    }

    private Kind member(Event event, Frame frame) {
      return switch (name) {
        case "id", "user", "type", "time" ->
            Values.unbox(
                frame, Objects.requireNonNullElse(EventMap.member(event, name), Null.NULL));
        default -> property.load(event.properties(), frame);
      };
    }
  }
}
