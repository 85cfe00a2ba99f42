package dev.nudge.console.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Many rows in one statement. */
public final class Rows {
  private Rows() {}

  /**
   * Executes a statement whose parameters are arrays, one of each column; nothing where there is no
   * row.
   *
   * @param sql takes the columns as {@code unnest(?::text[], ...)}
   * @param rows each with a value of each column
   * @param types of the columns, as PostgreSQL calls them
   */
  public static void write(Connection connection, String sql, List<Object[]> rows, String... types)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int column = 0; column < types.length; column++) {
        Object[] values = new Object[rows.size()];
        for (int row = 0; row < values.length; row++) {
          values[row] = rows.get(row)[column];
        }
        statement.setArray(column + 1, connection.createArrayOf(types[column], values));
      }
      statement.executeUpdate();
    }
  }
}
