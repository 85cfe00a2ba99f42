package dev.nudge.app.replay;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The records of the input, batch after batch. */
interface Feed extends Closeable {
  /** The next batch, never an empty one; nothing at the end. */
  Optional<Batch> next() throws IOException;

  /** How far each file was read, in the order in which they were named; known at the end. */
  List<FileRead> read();
}
