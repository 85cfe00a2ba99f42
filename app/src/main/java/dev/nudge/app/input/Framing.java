package dev.nudge.app.input;

import dev.nudge.engine.json.Parsed;
import java.io.IOException;

/** How a file is cut into lines and what becomes of them. */
interface Framing<T> {
  /** Moves to the next line that is not empty; false at the end. */
  boolean next() throws IOException;

  Parsed<T> parsed();

  long line();

  String raw();

  /** The bytes of a line that was accepted. */
  byte[] bytes();

  /** What becomes of a line that was read before, from its bytes alone. */
  Parsed<T> again(byte[] line);
}
