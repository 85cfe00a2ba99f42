package dev.nudge.customer.segment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the database knows of segments: their definitions, and how far each was evaluated. */
final class SegmentTable {
  /** One evaluates at a time, of however many processes. */
  private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('nudge segments'))";

  private static final String DEFINE =
      """
      insert into customer.segment as s (id, description, who, fingerprint, began)
      values (?, ?, ?, ?, ?)
      on conflict (id) do update set
        description = excluded.description,
        who = excluded.who,
        up_to = case when s.fingerprint = excluded.fingerprint then s.up_to else '' end,
        looked_at = case when s.fingerprint = excluded.fingerprint then s.looked_at else 0 end,
        began = case when s.fingerprint = excluded.fingerprint then s.began else excluded.began end,
        fingerprint = excluded.fingerprint
      where (s.description, s.who, s.fingerprint)
        is distinct from (excluded.description, excluded.who, excluded.fingerprint)
      """;

  /** A pass begins when nobody is left who wrote before there was a segment to be told of. */
  private static final String UNFINISHED =
      """
      select id from customer.segment
      where up_to is not null and made < pg_snapshot_xmin(pg_current_snapshot()) and id = any(?)
      """;

  private static final String NEXT_USERS =
      """
      with next as (
        select min(up_to) as up_to from customer.segment where id = any(?) and up_to is not null
      )
      (select user_id from data.visits where user_id > (select up_to from next)
       order by user_id limit ?)
      union
      (select user_id from data.profiles where user_id > (select up_to from next)
       order by user_id limit ?)
      union
      (select distinct user_id from customer.segment_member where user_id > (select up_to from next)
       order by user_id limit ?)
      order by user_id limit ?
      """;

  private static final String MOVE =
      """
      update customer.segment set up_to = greatest(up_to, ?), looked_at = looked_at + ?
      where id = any(?) and up_to is not null
      """;

  private static final String FINISH =
      "update customer.segment set up_to = null where id = any(?) and up_to is not null";

  private static final String AGAIN =
      """
      update customer.segment set up_to = '', looked_at = 0, began = ?
      where id = any(?) and up_to is null and began <= ?
      """;

  private static final String CHANGED =
      """
      with taken as (
        delete from customer.segment_changed
        where ctid = any(array(select ctid from customer.segment_changed limit ?))
        returning user_id, by_event
      )
      select user_id, bool_or(by_event) from taken group by user_id
      """;

  private SegmentTable() {}

  /** Whether this transaction may evaluate; another does where not. */
  static boolean lock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK);
        ResultSet row = lock.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Takes a definition; one that means something else is evaluated for everybody. */
  static void define(Connection connection, Segment segment, Instant now) throws SQLException {
    try (PreparedStatement define = connection.prepareStatement(DEFINE)) {
      define.setString(1, segment.id());
      define.setString(2, segment.description());
      define.setString(3, segment.who().value());
      define.setString(4, segment.fingerprint());
      define.setTimestamp(5, Timestamp.from(now));
      define.executeUpdate();
    }
  }

  /** The ids of those that the database knows. */
  static List<String> ids(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select id from customer.segment order by id")) {
      return strings(query);
    }
  }

  /** Lets everybody be looked at when they are defined again, even as before. */
  static void suspend(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update customer.segment set fingerprint = '' where id = any(?)")) {
      update.setArray(1, texts(connection, ids));
      update.executeUpdate();
    }
  }

  static void forget(Connection connection, String id) throws SQLException {
    for (String sql :
        List.of(
            "delete from customer.segment where id = ?",
            "delete from customer.segment_size where segment = ?")) {
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setString(1, id);
        delete.executeUpdate();
      }
    }
  }

  /** Some members of a segment. */
  static List<String> members(Connection connection, String id, int most) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select user_id from customer.segment_member where segment = ? order by user_id limit"
                + " ?")) {
      query.setString(1, id);
      query.setInt(2, most);
      return strings(query);
    }
  }

  /** Those of these that have not been evaluated for everybody yet. */
  static List<String> unfinished(Connection connection, List<String> ids) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(UNFINISHED)) {
      query.setArray(1, texts(connection, ids));
      return strings(query);
    }
  }

  /** The users whose turn is next, in order; fewer than asked for are the last. */
  static List<String> nextUsers(Connection connection, List<String> unfinished, int most)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NEXT_USERS)) {
      query.setArray(1, texts(connection, unfinished));
      for (int limit = 2; limit <= 5; limit++) {
        query.setInt(limit, most);
      }
      return strings(query);
    }
  }

  static void move(Connection connection, List<String> ids, String to, int users)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setString(1, to);
      update.setInt(2, users);
      update.setArray(3, texts(connection, ids));
      update.executeUpdate();
    }
  }

  static void finish(Connection connection, List<String> ids) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(FINISH)) {
      update.setArray(1, texts(connection, ids));
      update.executeUpdate();
    }
  }

  /** Begins to look at everybody again, for those whose last pass began before a time. */
  static void again(Connection connection, List<String> ids, Instant before, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(AGAIN)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setArray(2, texts(connection, ids));
      update.setTimestamp(3, Timestamp.from(before));
      update.executeUpdate();
    }
  }

  /** Takes some of those of whom something was written, with whether an event was. */
  static Map<String, Boolean> changed(Connection connection, int most) throws SQLException {
    try (PreparedStatement take = connection.prepareStatement(CHANGED)) {
      take.setInt(1, most);
      Map<String, Boolean> users = new LinkedHashMap<>();
      try (ResultSet rows = take.executeQuery()) {
        while (rows.next()) {
          users.put(rows.getString(1), rows.getBoolean(2));
        }
      }
      return users;
    }
  }

  static java.sql.Array texts(Connection connection, Collection<String> values)
      throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static List<String> strings(PreparedStatement query) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }
}
