package dev.nudge.engine.expression;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.event.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A property looked up by name, in constant time for the shapes met before. All expressions that
 * read a name share one, so that what it remembers is near at hand however many they are.
 *
 * <p>Inline caches: Hölzle, Chambers, Ungar, "Optimizing dynamically-typed object-oriented
 * languages with polymorphic inline caches", ECOOP 1991. The cached places are immutable and
 * published by a plain write: a thread that misses one only looks the name up again.
 */
final class Property {
  private static final Interner<Property> SHARED = Interners.newWeakInterner();
  private static final Place NOWHERE = new Place(Shape.EMPTY, -1);

  /** So many shapes are remembered, each by its number. */
  private static final int PLACES = 16;

  /** After so many misses the shapes are too many to be worth remembering. */
  private static final int MANY = 1000;

  private final String name;
  private final EvaluationError missing;
  private final Place[] places = new Place[PLACES];
  private int misses;

  private record Place(Shape shape, int slot) {}

  private Property(String name) {
    this.name = name;
    this.missing =
        new EvaluationError(EvaluationError.Reason.MISSING, "no property '" + name + "'");
    Arrays.fill(places, NOWHERE);
  }

  /** The property of a name. */
  static Property of(String name) {
    return SHARED.intern(new Property(name));
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
    Place place = places[shape.number() & (PLACES - 1)];
    return place.shape == shape ? place.slot : look(shape);
  }

  private int look(Shape shape) {
    int slot = shape.slot(name);
    if (misses < MANY) {
      misses++;
      places[shape.number() & (PLACES - 1)] = new Place(shape, slot);
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

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Property that && name.equals(that.name));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
