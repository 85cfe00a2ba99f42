package dev.nudge.engine.expression;

import java.util.Set;
import java.util.TreeSet;

/**
 * What must hold for a condition to be anything but false: where it does not, the condition is
 * false, and raises no error. Where the value that it looks at is missing, or of a kind that it
 * does not say anything of, it holds: the condition itself knows what that means.
 *
 * <p>The access predicates of Fabret et al., "Filtering algorithms and implementation for very fast
 * publish/subscribe systems", SIGMOD 2001.
 */
public sealed interface AccessPredicate {
  /** Whose property is looked at. */
  enum Owner {
    /** The current event. */
    EVENT,
    /** The user's profile. */
    PROFILE
  }

  /**
   * A property that is read as it is.
   *
   * @param name of the property
   */
  record Read(Owner owner, String name) {}

  /** One that looks at a property. */
  sealed interface OfProperty extends AccessPredicate {
    /** The property. */
    Read read();
  }

  /**
   * The property is one of these texts; a value of another kind is none of them.
   *
   * @param texts may be empty
   */
  record Texts(Read read, Set<String> texts) implements OfProperty {
    Texts or(Texts other) {
      Set<String> both = new TreeSet<>(texts);
      both.addAll(other.texts);
      return new Texts(read, both);
    }
  }

  /**
   * The property lies between two numbers, as doubles, both inclusive; says nothing of values that
   * are no numbers, nor of NaN.
   */
  record Range(Read read, double least, double greatest) implements OfProperty {
    Range or(Range other) {
      return new Range(read, Math.min(least, other.least), Math.max(greatest, other.greatest));
    }

    Range and(Range other) {
      return new Range(read, Math.max(least, other.least), Math.min(greatest, other.greatest));
    }
  }

  /**
   * The property holds this text somewhere; says nothing of values that are no texts.
   *
   * @param text not empty
   */
  record Part(Read read, String text) implements OfProperty {}

  /**
   * A comparison of a measure with a constant holds.
   *
   * @param measure its index in the scope
   * @param condition the comparison: looks at that measure and nothing else
   */
  record Measured(int measure, Expression condition) implements AccessPredicate {}
}
