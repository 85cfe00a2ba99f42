package dev.nudge.customer.person;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of one search.
 *
 * @param wanted the most users that are of any use
 */
record Asking(Connection connection, String typed, int wanted) {
  /** What comes lazily comes in parts of so many. */
  private static final int FETCHED = 50;

  List<String> users(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = statement(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<String> users = new ArrayList<>();
      while (rows.next()) {
        users.add(rows.getString(1));
      }
      return users;
    }
  }

  /**
   * Users with a second column that says whether they are found, until there are enough.
   *
   * @return how many were looked at
   */
  int holding(List<String> found, String sql, Object... values) throws SQLException {
    int looked = 0;
    try (PreparedStatement statement = statement(sql, values)) {
      statement.setFetchSize(FETCHED);
      try (ResultSet rows = statement.executeQuery()) {
        while (found.size() < wanted && rows.next()) {
          looked++;
          if (rows.getBoolean(2)) {
            found.add(rows.getString(1));
          }
        }
      }
    }
    return looked;
  }

  PreparedStatement statement(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof String[] texts) {
          statement.setArray(i + 1, connection.createArrayOf("text", texts));
        } else {
          statement.setObject(i + 1, values[i]);
        }
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
