package dev.nudge.customer.segment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a segment stands.
 *
 * @param who its condition
 * @param size how many are in it, of those who have been looked at
 * @param complete whether everybody has been looked at since its condition changed
 * @param lookedAt how many have, in the pass under way or the last one
 * @param failure why the condition failed for somebody lately; one whom it fails for is not in it
 * @param sizes what size it had, the latest last, at most {@value #SIZES}
 */
public record SegmentStatus(
    String id,
    String description,
    String who,
    long size,
    boolean complete,
    long lookedAt,
    Optional<String> failure,
    List<Size> sizes) {
  private static final int SIZES = 60;

  private static final String QUERY =
      """
      select id, description, who, size, up_to is null, looked_at,
        array(
          select extract(epoch from at)::bigint from (
            select at from customer.segment_size where segment = id order by at desc limit %d
          ) as latest order by at
        ),
        array(
          select size from (
            select at, s.size from customer.segment_size as s where segment = id
            order by at desc limit %d
          ) as latest order by at
        )
      from customer.segment order by id
      """
          .formatted(SIZES, SIZES);

  /**
   * A size.
   *
   * @param at since this minute, in seconds since 1970-01-01T00:00Z
   */
  public record Size(long at, long size) {}

  static List<SegmentStatus> all(Connection connection, Map<String, String> failures)
      throws SQLException {
    List<SegmentStatus> all = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(QUERY);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        Long[] times = (Long[]) row.getArray(7).getArray();
        Long[] counts = (Long[]) row.getArray(8).getArray();
        List<Size> sizes = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
          sizes.add(new Size(times[i], counts[i]));
        }
        String id = row.getString(1);
        all.add(
            new SegmentStatus(
                id,
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getBoolean(5),
                row.getLong(6),
                Optional.ofNullable(failures.get(id)),
                sizes));
      }
    }
    return all;
  }
}
