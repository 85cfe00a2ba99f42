package dev.nudge.console.kafka;

import java.sql.SQLException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** A record was the reason of a failure, and would be again. */
final class RecordFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * The classes of SQLSTATE that speak of values: data exceptions, broken constraints, and limits
   * such as the size of a row in an index. All others speak of the database: it is away, full, or
   * not as it should be.
   */
  private static final Set<String> OF_VALUES = Set.of("22", "23", "54");

  RecordFailed(Throwable cause) {
    super(cause);
  }

  /**
   * Whether a failure is one of the record that was being taken. A Kafka or database that is away,
   * or that others are writing to at the same time, is none.
   */
  static boolean isWhy(Throwable failure) {
    boolean outside = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e) {
        String state = e.getSQLState();
        return state != null && state.length() == 5 && OF_VALUES.contains(state.substring(0, 2));
      }
      outside |=
          cause instanceof KafkaException
              || cause instanceof TransientDataAccessException
              || cause instanceof TransactionException;
    }
    return !outside;
  }
}
