package dev.nudge.engine.expression;

import java.util.List;

/**
 * A condition that holds something named against constants, in its parts: so that people can be
 * told in words how it came out.
 *
 * @param what as people write it, and as a {@link Reading} of it is called: {@code event.price}
 * @param constants one, or those of a list; boxed
 */
public record Comparison(String what, Relation relation, List<Object> constants) {
  /** How it has to be. */
  public enum Relation {
    /** Equal to the constant. */
    IS,
    /** Not equal to it. */
    IS_NOT,
    /** Less. */
    UNDER,
    /** Not greater. */
    AT_MOST,
    /** Greater. */
    OVER,
    /** Not less. */
    AT_LEAST,
    /** Equal to one of them. */
    ONE_OF,
    /** Equal to none of them. */
    NONE_OF,
    /** A list with the constant in it. */
    INCLUDES,
    /** A list without it. */
    EXCLUDES;

    /** The same with the constant on the left. */
    Relation mirrored() {
      return switch (this) {
        case UNDER -> OVER;
        case AT_MOST -> AT_LEAST;
        case OVER -> UNDER;
        case AT_LEAST -> AT_MOST;
        case IS, IS_NOT, ONE_OF, NONE_OF, INCLUDES, EXCLUDES -> this;
      };
    }
  }
}
