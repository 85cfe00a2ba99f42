package dev.nudge.customer.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What every reading of the store begins with, and what its failures mean. */
final class Reading {
  private static final String CANCELLED = "57014";

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
