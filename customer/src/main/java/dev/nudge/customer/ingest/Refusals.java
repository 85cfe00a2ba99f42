package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;

/** Hears of records that a transform refuses. A record may be told again after a failure. */
@FunctionalInterface
public interface Refusals {
  /**
   * A record that is left out.
   *
   * @param reason one line of PostgreSQL's
   */
  void refused(Collection collection, InputRecord row, String reason);
}
