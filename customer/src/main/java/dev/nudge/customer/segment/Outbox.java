package dev.nudge.customer.segment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Takes changes of members in the transaction that makes them. */
interface Outbox {
  void put(Connection connection, List<Membership.Change> changes) throws SQLException;
}
