package dev.nudge.engine.mapping;

import dev.nudge.engine.json.Parsed;

/** Makes values of lines of JSON. Serves one thread. */
public interface LineReader<T> {
  /** The value of the line that is the whole of {@code bytes[from, to)}. Never throws. */
  Parsed<T> read(byte[] bytes, int from, int to);
}
