package dev.nudge.customer.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What is done as a whole, or not at all. */
public final class Transaction {
  private Transaction() {}

  /**
   * What is to be done.
   *
   * @param <T> what comes of it
   * @param <E> how it fails besides
   */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T in(Connection connection) throws SQLException, E;
  }

  /**
   * Does it, on a connection of its own.
   *
   * @param database a pool, which takes connections back as they are
   * @throws SQLException if the database fails; nothing of it is done then, nor if the work fails
   */
  public static <T, E extends Exception> T of(DataSource database, Work<T, E> work)
      throws SQLException, E {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (Exception e) {
        try {
          connection.rollback();
        } catch (SQLException also) {
          e.addSuppressed(also);
        }
        throw e;
      }
    }
  }
}
