package dev.nudge.customer.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.function.Function;

/** A batch as the parameters of a statement around a transform. */
final class RecordArrays {
  private RecordArrays() {}

  static void bind(Connection connection, PreparedStatement statement, List<InputRecord> rows)
      throws SQLException {
    array(
        connection,
        statement,
        1,
        "text",
        rows,
        row -> row.record() == null ? null : storable(row.record()));
    array(
        connection,
        statement,
        2,
        "text",
        rows,
        row -> row.key() == null ? null : storable(row.key()));
    array(connection, statement, 3, "text", rows, InputRecord::source);
    array(connection, statement, 4, "bigint", rows, InputRecord::position);
    array(connection, statement, 5, "timestamptz", rows, row -> new Timestamp(row.time()));
  }

  /** Text without the character 0, which PostgreSQL has not: such a record would fail the batch. */
  private static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  private static void array(
      Connection connection,
      PreparedStatement statement,
      int parameter,
      String type,
      List<InputRecord> rows,
      Function<InputRecord, ? extends Object> value)
      throws SQLException {
    statement.setArray(
        parameter, connection.createArrayOf(type, rows.stream().map(value).toArray()));
  }
}
