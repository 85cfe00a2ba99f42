package dev.nudge.customer.ingest;

import java.util.Optional;

/** What feeds one collection, on a thread of its own. */
interface Feed extends AutoCloseable {
  /** Begins. */
  void start();

  /** How many records are there and not read yet; -1 where it is not known. */
  long behind();

  /** Why it does not get on, if so; it tries again by itself. */
  Optional<String> trouble();

  @Override
  void close();
}
