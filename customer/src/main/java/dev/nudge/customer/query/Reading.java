package dev.nudge.customer.query;

import dev.nudge.customer.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** What every reading of the store begins with, and what its failures mean. */
public final class Reading {
  private static final String CANCELLED = "57014";
  private static final String OUTDATED = "0A000";

  private static final AtomicLong NUMBER = new AtomicLong();

  private Reading() {}

  /** A transaction that changes nothing, on a connection of the reading role. */
  public static void begin(Connection connection, int mostMillis) throws SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    if (mostMillis == Store.USUAL_MILLIS) {
      // The role has it already: one way to the server less.
      return;
    }
    try (PreparedStatement limit =
        connection.prepareStatement("select set_config('statement_timeout', ?, true)")) {
      limit.setString(1, Integer.toString(mostMillis));
      limit.execute();
    }
  }

  /**
   * Something that is read.
   *
   * @param <T> what comes of it
   */
  interface Reader<T> {
    /**
     * Reads.
     *
     * @param anew whether nothing that a connection has prepared may be used
     */
    T read(boolean anew) throws SQLException;
  }

  /** Reads; once more where what a connection had prepared is of a view that has been replaced. */
  static <T> T read(Reader<T> reader) throws SQLException {
    try {
      return reader.read(false);
    } catch (SQLException e) {
      if (OUTDATED.equals(e.getSQLState())) {
        return reader.read(true);
      }
      throw e;
    }
  }

  /** The same, of which no connection has prepared anything: it goes by the text. */
  public static String anew(String sql) {
    return sql + " /* " + NUMBER.incrementAndGet() + " */";
  }

  /** Nothing of it stays. The pool closes a connection of which it thinks that it is broken. */
  public static void end(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
    }
  }

  /** What the server says of a statement that it gave up. */
  static SQLException tooSlow() {
    return new SQLException("canceling statement due to statement timeout", CANCELLED);
  }

  /** What a failure is about, by the classes of PostgreSQL's error codes. */
  public static QueryFailed.Reason kind(SQLException failure) {
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
