package dev.nudge.app.replay;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The records of the input, batch after batch. */
interface Feed extends Closeable {
  /** The next batch, never an empty one; nothing at the end. */
  Optional<Batch> next() throws IOException;

  /** How many lines the mapping passed over; known at the end. */
  long passedOver();
}
