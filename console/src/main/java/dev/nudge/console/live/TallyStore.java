package dev.nudge.console.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Writes tallies and the offsets they stand for, in one transaction. */
@Component
final class TallyStore {
  private static final String FIRED =
      """
      insert into trigger_minute (campaign, minute, fired)
      select * from unnest(?::text[], ?::timestamptz[], ?::bigint[])
      on conflict (campaign, minute) do update set fired = trigger_minute.fired + excluded.fired
      """;
  private static final String MOVED =
      """
      insert into funnel_step
        (campaign, step, entered, advanced, cancelled, expired, skipped, dropped)
      select * from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
        ?::bigint[], ?::bigint[], ?::bigint[])
      on conflict (campaign, step) do update set
        entered = funnel_step.entered + excluded.entered,
        advanced = funnel_step.advanced + excluded.advanced,
        cancelled = funnel_step.cancelled + excluded.cancelled,
        expired = funnel_step.expired + excluded.expired,
        skipped = funnel_step.skipped + excluded.skipped,
        dropped = funnel_step.dropped + excluded.dropped
      """;
  private static final String LEFT =
      """
      delete from funnel_waiting using unnest(?::text[], ?::text[]) as moved (campaign, user_id)
      where funnel_waiting.campaign = moved.campaign and funnel_waiting.user_id = moved.user_id
      """;
  private static final String WAITING =
      """
      insert into funnel_waiting (campaign, user_id, step, runs, since)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::integer[], ?::timestamptz[])
      """;
  private static final String POSITION =
      """
      insert into stream_position (topic, partition, next_offset) values (?, ?, ?)
      on conflict (topic, partition) do update set next_offset = excluded.next_offset
      where stream_position.next_offset = ?
      """;

  private final DataSource database;

  TallyStore(DataSource database) {
    this.database = database;
  }

  /** Another console has counted what this one was about to. */
  static final class Overtaken extends ConcurrencyFailureException {
    private static final long serialVersionUID = 1;

    Overtaken(TopicPartition partition) {
      super(partition + " has been counted by somebody else");
    }
  }

  /** How far it was counted. */
  Map<TopicPartition, Long> positions() {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select topic, partition, next_offset from stream_position");
        var rows = query.executeQuery()) {
      Map<TopicPartition, Long> positions = new HashMap<>();
      while (rows.next()) {
        positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
      return positions;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read how far was counted", e);
    }
  }

  /**
   * Adds to what is there.
   *
   * @param from the offsets at which the tally begins
   * @param to those behind it
   * @throws Overtaken if the offsets in the database are others; nothing is written then
   */
  void add(Tally tally, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        // First the offsets: whoever comes second waits here, and sees that it is too late.
        positions(connection, from, to);
        fired(connection, tally);
        moved(connection, tally);
        waiting(connection, tally);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot write what was counted", e);
    }
  }

  private static void positions(
      Connection connection, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(POSITION)) {
      for (Map.Entry<TopicPartition, Long> position : to.entrySet()) {
        TopicPartition partition = position.getKey();
        update.setString(1, partition.topic());
        update.setInt(2, partition.partition());
        update.setLong(3, position.getValue());
        update.setLong(4, from.getOrDefault(partition, 0L));
        if (update.executeUpdate() == 0) {
          throw new Overtaken(partition);
        }
      }
    }
  }

  private static void fired(Connection connection, Tally tally) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    tally.fired.forEach(
        (minute, count) ->
            rows.add(new Object[] {minute.campaign(), new Timestamp(minute.start()), count}));
    write(connection, FIRED, rows, "text", "timestamptz", "bigint");
  }

  private static void moved(Connection connection, Tally tally) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    tally.moves.forEach(
        (step, moves) ->
            rows.add(
                new Object[] {
                  step.campaign(),
                  step.step(),
                  moves.entered,
                  moves.advanced,
                  moves.cancelled,
                  moves.expired,
                  moves.skipped,
                  moves.dropped
                }));
    write(
        connection,
        MOVED,
        rows,
        "text",
        "text",
        "bigint",
        "bigint",
        "bigint",
        "bigint",
        "bigint",
        "bigint");
  }

  private static void waiting(Connection connection, Tally tally) throws SQLException {
    List<Object[]> whose = new ArrayList<>();
    List<Object[]> rows = new ArrayList<>();
    tally.standing.forEach(
        (who, standing) -> {
          whose.add(new Object[] {who.campaign(), who.user()});
          standing
              .runs()
              .forEach(
                  (step, runs) ->
                      rows.add(
                          new Object[] {
                            who.campaign(), who.user(), step, runs, new Timestamp(standing.since())
                          }));
        });
    write(connection, LEFT, whose, "text", "text");
    write(connection, WAITING, rows, "text", "text", "text", "integer", "timestamptz");
  }

  /** All rows in one statement, which gets a column of each as an array. */
  private static void write(Connection connection, String sql, List<Object[]> rows, String... types)
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
