package dev.nudge.customer.ingest;

import java.sql.Connection;
import java.sql.SQLException;

/** Views that stand on those of collections, and go with them when one shows another table. */
@FunctionalInterface
public interface DependentViews {
  /** Puts them back, in the transaction in which queries begin to see the table. */
  void restore(Connection connection) throws SQLException;
}
