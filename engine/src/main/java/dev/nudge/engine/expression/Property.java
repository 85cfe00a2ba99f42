package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.event.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A property looked up by name, in constant time for the two shapes met last.
 *
 * <p>Inline caches: Hölzle, Chambers, Ungar, "Optimizing dynamically-typed object-oriented
 * languages with polymorphic inline caches", ECOOP 1991. The cached places are immutable and
 * published by a plain write: a thread that misses one only looks the name up again.
 */
final class Property {
  private static final Place NOWHERE = new Place(Shape.EMPTY, -1);

  /** After so many misses the shapes are too many to be worth remembering. */
  private static final int MANY = 1000;

  private final String name;
  private final EvaluationError missing;
  private Place first = NOWHERE;
  private Place second = NOWHERE;
  private int misses;

  private record Place(Shape shape, int slot) {}

  Property(String name) {
    this.name = name;
    this.missing =
        new EvaluationError(EvaluationError.Reason.MISSING, "no property '" + name + "'");
  }

  String name() {
    return name;
  }

  /** That it is not there. */
  EvaluationError missing() {
    return missing;
  }

  /** The slot of this property in a shape, or -1. */
  @SuppressWarnings("ReferenceEquality") // Shapes are shared so that this suffices.
  int slot(Shape shape) {
    Place place = first;
    if (place.shape == shape) {
      return place.slot;
    }
    place = second;
    return place.shape == shape ? place.slot : look(shape);
  }

  private int look(Shape shape) {
    int slot = shape.slot(name);
    if (misses < MANY) {
      misses++;
      second = first;
      first = new Place(shape, slot);
    }
    return slot;
  }

  /** Leaves the property in the register and returns its kind, {@link Kind#ERROR} if missing. */
  Kind load(Properties properties, Register into) {
    int slot = slot(properties.shape());
    if (slot < 0) {
      into.ref = missing;
      return Kind.ERROR;
    }
    return properties.load(slot, into);
  }

  /** The property where it is a text, else null. */
  @Nullable String text(Properties properties) {
    int slot = slot(properties.shape());
    return slot < 0 ? null : properties.text(slot);
  }

  boolean in(Properties properties) {
    return slot(properties.shape()) >= 0;
  }
}
