package dev.nudge.customer.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** What every reading of the store begins with, and what its failures mean. */
final class Reading {
  private static final String CANCELLED = "57014";

  private static final AtomicLong NUMBER = new AtomicLong();

  private Reading() {}

  /** A transaction that changes nothing, on a connection of the reading role. */
  static void begin(Connection connection, int mostMillis) throws SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    try (PreparedStatement limit =
        connection.prepareStatement("select set_config('statement_timeout', ?, true)")) {
      limit.setString(1, Integer.toString(mostMillis));
      limit.execute();
    }
  }

  /** The same, of which no connection has prepared anything: it goes by the text. */
  static String anew(String sql) {
    return sql + " /* " + NUMBER.incrementAndGet() + " */";
  }

  /** Nothing of it stays. The pool closes a connection of which it thinks that it is broken. */
  static void end(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
    }
  }

  /** What a failure is about, by the classes of PostgreSQL's error codes. */
  static QueryFailed.Reason kind(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null || state.length() < 2) {
      return QueryFailed.Reason.UNAVAILABLE;
    }
    if (state.equals(CANCELLED)) {
      return QueryFailed.Reason.SLOW;
    }
    return switch (state.substring(0, 2)) {
      case "22", "21", "23" -> QueryFailed.Reason.VALUES;
      case "42", "0A", "0L", "0P", "25", "26", "2B", "2F", "3D", "3F", "P0", "54", "XX" ->
          QueryFailed.Reason.UNFIT;
      default -> QueryFailed.Reason.UNAVAILABLE;
    };
  }
}
