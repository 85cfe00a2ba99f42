package dev.nudge.customer.ingest;

/** What feeds one collection, on a thread of its own. */
interface Feed extends AutoCloseable {
  /** Begins. */
  void start();

  /** How many records are there and not read yet; -1 where it is not known. */
  long behind();

  @Override
  void close();
}
