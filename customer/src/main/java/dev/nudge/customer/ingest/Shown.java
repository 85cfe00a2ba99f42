package dev.nudge.customer.ingest;

import java.sql.Connection;
import java.sql.SQLException;

/** Puts back what stood on a collection's view when that shows another table. */
@FunctionalInterface
public interface Shown {
  /** In the transaction in which queries begin to see the table. */
  void in(Connection connection) throws SQLException;
}
