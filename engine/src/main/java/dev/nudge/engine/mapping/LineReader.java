package dev.nudge.engine.mapping;

import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import java.util.function.Consumer;

/** Makes values of lines of JSON. Serves one thread. */
public interface LineReader<T> {
  /**
   * The value of the line that is the whole of {@code bytes[from, to)}. Never throws.
   *
   * @param arrival the time of an event that says none, in milliseconds, or {@link IsoTime#NONE}
   *     where it must say one
   */
  Parsed<T> read(byte[] bytes, int from, int to, long arrival);

  /** All values of a line, in order, and what became of each: none where it is passed over. */
  default void readAll(byte[] bytes, int from, int to, long arrival, Consumer<Parsed<T>> into) {
    into.accept(read(bytes, from, to, arrival));
  }

  /** The value of a line that must say its time. */
  default Parsed<T> read(byte[] bytes, int from, int to) {
    return read(bytes, from, to, IsoTime.NONE);
  }
}
