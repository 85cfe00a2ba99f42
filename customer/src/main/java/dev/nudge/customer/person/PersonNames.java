package dev.nudge.customer.person;

import dev.nudge.customer.query.Reading;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What people are called by their profiles, many at once. */
public final class PersonNames {
  private static final int TIMEOUT_MILLIS = 2_000;

  private static final String NAMED =
      """
      select user_id,
        array(
          select array[key, left(value, ?)] from jsonb_each_text(profile)
          where key = any(?) and value is not null)
      from data.profiles where user_id = any(?)
      """;

  private final DataSource reading;

  /**
   * Names from a store.
   *
   * @param reading connections that may read collections
   */
  public PersonNames(DataSource reading) {
    this.reading = reading;
  }

  /**
   * The names of those whose profile has one, by their ids, each {@value Person#LONGEST} characters
   * at most. One statement, by the key.
   *
   * @throws SQLException where the store does not answer, or has no collection of profiles
   */
  public Map<String, String> of(Collection<String> users) throws SQLException {
    if (users.isEmpty()) {
      return Map.of();
    }
    try (Connection connection = reading.getConnection()) {
      Reading.begin(connection, TIMEOUT_MILLIS);
      try (PreparedStatement statement = connection.prepareStatement(NAMED)) {
        statement.setInt(1, Person.LONGEST);
        statement.setArray(
            2, connection.createArrayOf("text", Person.nameFields().toArray(String[]::new)));
        statement.setArray(3, connection.createArrayOf("text", users.toArray(String[]::new)));
        return read(statement);
      } finally {
        Reading.end(connection);
      }
    }
  }

  private static Map<String, String> read(PreparedStatement statement) throws SQLException {
    Map<String, String> names = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String user = rows.getString(1);
        Map<String, String> fields = new LinkedHashMap<>();
        Array pairs = rows.getArray(2);
        if (pairs != null && pairs.getArray() instanceof String[][] all) {
          for (String[] pair : all) {
            fields.put(pair[0], pair[1]);
          }
        }
        new Person(user, fields, Optional.empty()).name().ifPresent(name -> names.put(user, name));
      }
    }
    return names;
  }
}
