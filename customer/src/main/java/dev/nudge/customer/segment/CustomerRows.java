package dev.nudge.customer.segment;

import dev.nudge.customer.query.Reading;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads rows of the view customers. Serves one thread. */
final class CustomerRows {
  private static final String SEGMENTS =
      "array(select segment from data.segment_members as m where m.user_id = c.user_id"
          + " order by segment)";

  private final boolean segments;
  private final Shapes shapes = Shapes.shared();
  private final Properties.Builder builder = new Properties.Builder(shapes);

  /**
   * Reads customers.
   *
   * @param segments whether their profiles list the segments that they are in
   */
  CustomerRows(boolean segments) {
    this.segments = segments;
  }

  /**
   * The customers with these ids, those that there are.
   *
   * @param facts the names of those that are read: each costs, favourite categories most
   */
  List<Customer> read(Connection connection, List<String> ids, Set<String> facts)
      throws SQLException {
    StringBuilder query = new StringBuilder("select user_id, profile");
    if (segments) {
      query.append(", ").append(SEGMENTS).append(" as segments");
    }
    facts.forEach(fact -> query.append(", ").append(fact));
    query.append(" from data.customers as c where user_id = any(?)");
    // A plan that was kept fails when the view is made anew.
    try (PreparedStatement select = connection.prepareStatement(Reading.anew(query.toString()))) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      List<Customer> customers = new ArrayList<>(ids.size());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          customers.add(customer(rows, facts));
        }
      }
      return customers;
    }
  }

  private Customer customer(ResultSet row, Set<String> facts) throws SQLException {
    String id = row.getString("user_id");
    Parsed<Object> read = JsonReader.value(row.getString("profile"));
    Object tags = read instanceof Parsed.Accepted<Object> accepted ? accepted.value() : Map.of();
    Optional<String> unread =
        read instanceof Parsed.Rejected<Object> refused
            ? Optional.of("the profile cannot be read: " + refused.rejection())
            : Optional.empty();
    return new Customer(id, profile(tags, row), facts(row, facts), unread);
  }

  private Profile profile(Object tags, ResultSet rows) throws SQLException {
    Properties.Builder profile = new Properties.Builder(shapes);
    if (tags instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (value != Null.NULL && value != null) {
              profile.put((String) name, value);
            }
          });
    }
    profile.remove(Profile.SEGMENTS);
    if (segments) {
      profile.put(Profile.SEGMENTS, texts(rows, "segments"));
    }
    return new Profile(profile.build());
  }

  private Properties facts(ResultSet rows, Set<String> facts) throws SQLException {
    for (String name : facts) {
      if (rows.getObject(name) == null) {
        continue;
      }
      switch (Facts.TYPES.getOrDefault(name, Scope.Type.DYN)) {
        case INT -> builder.put(name, rows.getLong(name));
        case DOUBLE -> builder.put(name, rows.getDouble(name));
        case TIMESTAMP -> {
          Timestamp time = rows.getTimestamp(name);
          builder.put(name, time.toInstant());
        }
        case TEXTS -> builder.put(name, texts(rows, name));
        default -> throw new IllegalStateException(name);
      }
    }
    return builder.build();
  }

  private static List<String> texts(ResultSet rows, String column) throws SQLException {
    return List.copyOf(Arrays.asList((String[]) rows.getArray(column).getArray()));
  }
}
