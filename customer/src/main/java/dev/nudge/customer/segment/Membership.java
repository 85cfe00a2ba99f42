package dev.nudge.customer.segment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Brings members up to date with what is true of some users. Serves one thread. */
final class Membership {
  private static final String CHANGE =
      """
      with wanted as (
        select * from unnest(?::text[], ?::text[]) as wanted (user_id, segment)
      ), gone as (
        delete from customer.segment_member as m
        where m.user_id = any(?) and m.segment = any(?) and not exists (
          select from wanted where wanted.user_id = m.user_id and wanted.segment = m.segment
        )
        returning user_id, segment
      ), come as (
        insert into customer.segment_member (user_id, segment, since)
        select user_id, segment, ? from wanted
        on conflict do nothing
        returning user_id, segment
      )
      select user_id, segment, false as entered from gone
      union all
      select user_id, segment, true from come
      """;

  private static final String RESIZE = "update customer.segment set size = size + ? where id = ?";

  private final CustomerRows rows = new CustomerRows(false);
  private final Judge judge;
  private final Outbox outbox;
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  Membership(ZoneId zone, Outbox outbox) {
    judge = new Judge(zone);
    this.outbox = outbox;
  }

  /**
   * Somebody entered a segment, or left it.
   *
   * @param at the time of what made it so
   */
  record Change(String user, String segment, boolean entered, Instant at) {}

  /** Why the condition of a segment failed for a customer lately, by segment. */
  Map<String, String> failures() {
    return failures;
  }

  /**
   * Evaluates segments for users, in the transaction of the connection: afterwards they are members
   * of those whose condition holds, and of no other of these. One who is no customer any more is in
   * none. Says how many changes that took.
   *
   * @param users with whether an event made it so: a change then has the time of the latest of that
   *     user, since what a stream tells that is behind must not come from its future
   */
  int update(Connection connection, Map<String, Boolean> users, List<Segment> segments, Instant now)
      throws SQLException {
    if (users.isEmpty() || segments.isEmpty()) {
      return 0;
    }
    List<String> members = new ArrayList<>();
    List<String> of = new ArrayList<>();
    Map<String, Instant> times = new HashMap<>();
    Set<String> facts = new TreeSet<>(Customer.LATEST);
    segments.forEach(segment -> facts.addAll(Facts.of(segment.condition())));
    for (Customer customer : rows.read(connection, List.copyOf(users.keySet()), facts)) {
      if (users.getOrDefault(customer.id(), false)) {
        times.put(customer.id(), customer.latest(now));
      }
      for (Segment segment : segments) {
        Judge.Verdict verdict = judge.judge(segment.condition().expression(), customer, now);
        verdict
            .error()
            .ifPresent(error -> failures.put(segment.id(), customer.id() + ": " + error));
        if (verdict.holds()) {
          members.add(customer.id());
          of.add(segment.id());
        }
      }
    }
    List<Change> changes = new ArrayList<>();
    try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
      change.setArray(1, SegmentTable.texts(connection, members));
      change.setArray(2, SegmentTable.texts(connection, of));
      change.setArray(3, SegmentTable.texts(connection, users.keySet()));
      change.setArray(
          4, SegmentTable.texts(connection, segments.stream().map(Segment::id).toList()));
      change.setTimestamp(5, Timestamp.from(now));
      try (ResultSet changed = change.executeQuery()) {
        while (changed.next()) {
          String user = changed.getString(1);
          changes.add(
              new Change(
                  user,
                  changed.getString(2),
                  changed.getBoolean(3),
                  times.getOrDefault(user, now)));
        }
      }
    }
    settle(connection, changes);
    return changes.size();
  }

  /** Lets users leave a segment, whatever is true of them. */
  void leave(Connection connection, List<String> users, String segment, Instant now)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from customer.segment_member where segment = ? and user_id = any(?)")) {
      delete.setString(1, segment);
      delete.setArray(2, SegmentTable.texts(connection, users));
      delete.executeUpdate();
    }
    settle(connection, users.stream().map(user -> new Change(user, segment, false, now)).toList());
  }

  private void settle(Connection connection, List<Change> changes) throws SQLException {
    Map<String, Integer> growth = new HashMap<>();
    changes.forEach(
        change -> growth.merge(change.segment(), change.entered() ? 1 : -1, Integer::sum));
    try (PreparedStatement resize = connection.prepareStatement(RESIZE)) {
      for (Map.Entry<String, Integer> grown : growth.entrySet()) {
        resize.setInt(1, grown.getValue());
        resize.setString(2, grown.getKey());
        resize.executeUpdate();
      }
    }
    outbox.put(connection, changes);
  }
}
