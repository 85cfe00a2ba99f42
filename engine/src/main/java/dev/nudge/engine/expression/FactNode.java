package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;

/** Looks into what is known of the user beside the profile. */
abstract class FactNode extends Node {
  /** All facts as a map. */
  static final class All extends FactNode {
    @Override
    public Kind evaluate(Frame frame) {
      return leave(frame, Kind.MAP, frame.facts.toMap());
    }
  }

  /** One of them. */
  static final class Read extends FactNode {
    private final Property fact;

    Read(String name) {
      fact = Property.of(name);
    }

    @Override
    public Kind evaluate(Frame frame) {
      return fact.load(frame.facts, frame);
    }
  }

  /** Whether there is one. */
  static final class Has extends FactNode {
    private final Property fact;

    Has(String name) {
      fact = Property.of(name);
    }

    @Override
    public Kind evaluate(Frame frame) {
      return leave(frame, fact.in(frame.facts));
    }
  }
}
