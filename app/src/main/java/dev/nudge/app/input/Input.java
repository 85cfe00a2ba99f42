package dev.nudge.app.input;

import dev.nudge.engine.json.Parsed;
import java.io.Closeable;
import java.io.IOException;

/**
 * Lines of input, one after the other: {@link #next} moves to a line, the other methods tell of it
 * until the next call. A line that holds several values, as the mapping says, comes once for each;
 * one that holds none is passed over. For one thread.
 */
public interface Input<T> extends Closeable {
  /**
   * Moves to the next line that is not empty.
   *
   * @return false at the end
   */
  boolean next() throws IOException;

  /** What became of the line. */
  Parsed<T> parsed();

  /** The number of the line in its file, from 1; of the first, where it takes several. */
  long line();

  /** The line as it stands in the file, without its end; shortened where it was too long. */
  String raw();

  /** How many lines were read so far, those that were passed over included. */
  long lines();

  /** How many lines so far held no value, as the mapping says. */
  long passedOver();

  /** How many bytes of the file were read so far, compressed ones if it is compressed. */
  long bytesRead();

  /** How many bytes the file has; 0 where that is unknown. */
  long bytesTotal();
}
