package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.Collection.Combine;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a collection can be kept as it says, which PostgreSQL alone knows. */
final class TableCheck {
  /** What PostgreSQL reads first, so that what is wrong is found here. */
  static final String EXPLAIN = "explain (format json) ";

  private TableCheck() {}

  /**
   * A batch is whatever was there to be read: what looks at several records at once would give
   * other rows each time.
   */
  static void refuseWhatDependsOnBatches(
      Connection connection, Collection collection, TransformSql sql)
      throws SQLException, RefusedException {
    try (PreparedStatement explain = connection.prepareStatement(sql.shape(EXPLAIN).driverText());
        ResultSet rows = explain.executeQuery()) {
      rows.next();
      Optional<String> node = Plans.overAllRecords(rows.getString(1));
      if (node.isPresent()) {
        throw refused(
            collection,
            "the transform looks at several records at once ("
                + node.get()
                + "), but which are read together is chance: look at one record, and do the rest"
                + " in a query");
      }
    }
  }

  /** The key must be among the columns that the transform gives, and what is said of others. */
  static void refuseMissingColumns(Collection collection, List<String> columns)
      throws RefusedException {
    for (String key : collection.key()) {
      if (!columns.contains(key)) {
        throw refused(
            collection,
            "the transform gives no column '"
                + key
                + "', which is of the key"
                + Suggestion.didYouMean(key, columns));
      }
    }
    Map<String, Combine> combine = collection.combine();
    for (String column : combine.keySet()) {
      if (!columns.contains(column)) {
        throw refused(
            collection,
            "'combine' names '"
                + column
                + "', which the transform does not give"
                + Suggestion.didYouMean(column, columns));
      }
    }
    for (String column : columns) {
      if (!combine.isEmpty()
          && !combine.containsKey(column)
          && !collection.key().contains(column)) {
        throw refused(
            collection, "'combine' does not say how two values of '" + column + "' become one");
      }
    }
    if (collection.retention().isPresent() && !columns.contains(TransformSql.EVENT_TIME)) {
      throw refused(
          collection,
          "'retention' goes by the column event_time, which the transform does not give");
    }
  }

  private static RefusedException refused(Collection collection, String text) {
    return new RefusedException(Problem.error(collection.transform().text().position(), text));
  }

  /** Whether PostgreSQL complains of what somebody wrote, and not of itself. */
  static boolean isOfTheDocument(SQLException said) {
    String state = said.getSQLState();
    return state != null
        && (state.startsWith("42") || state.startsWith("22") || state.startsWith("0A"));
  }
}
