package dev.nudge.customer.segment;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Notes how large each segment is, when it has changed since it was noted last. */
final class SegmentSizes {
  private static final String NOTE =
      """
      insert into customer.segment_size (segment, at, size)
      select id, date_trunc('minute', now()), size from customer.segment
      where size is distinct from (
        select noted.size from customer.segment_size as noted
        where noted.segment = id order by at desc limit 1
      )
      on conflict (segment, at) do update set size = excluded.size
      """;
  private static final String FORGET =
      "delete from customer.segment_size where at < now() - interval '90 days'";

  /** Notes all. */
  boolean note(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(NOTE);
      statement.executeUpdate(FORGET);
    }
    return true;
  }
}
