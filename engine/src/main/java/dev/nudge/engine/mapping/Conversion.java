package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;

/** Turns a value into one of another kind, in place. */
interface Conversion {
  /** The new kind; {@link Kind#ERROR} where the value does not fit. Null stays null. */
  Kind convert(Kind kind, Register value);
}
