package dev.nudge.app.input;

import dev.nudge.engine.json.Parsed;
import java.io.IOException;
import java.util.function.Consumer;

/** How a file is cut into lines and what becomes of them. */
interface Framing<T> {
  /** Moves to the next line that is not empty; false at the end. */
  boolean next() throws IOException;

  /** What became of the line: of each value in it, none where it is passed over. */
  void parsed(Consumer<Parsed<T>> into);

  long line();

  String raw();

  /** The bytes of a line that was accepted. */
  byte[] bytes();

  /** What becomes of a line that was read before, from its bytes alone. */
  void again(byte[] line, Consumer<Parsed<T>> into);
}
