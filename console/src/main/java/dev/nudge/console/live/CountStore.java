package dev.nudge.console.live;

import dev.nudge.console.database.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Writes batches of counts and the offsets they stand for, in one transaction. */
@Component
final class CountStore {
  private static final String FIRED =
      """
      insert into trigger_minute (campaign, minute, fired)
      select * from unnest(?::text[], ?::timestamptz[], ?::bigint[])
      on conflict (campaign, minute) do update set fired = trigger_minute.fired + excluded.fired
      """;
  private static final String BEGUN =
      "update funnel_part set past = true where part % ? = ? and part >= 0 and not past";
  private static final String TOLD_ANEW =
      """
      delete from funnel_part using unnest(?::text[], ?::integer[], ?::integer[])
        as told (campaign, life, part)
      where funnel_part.campaign = told.campaign and funnel_part.life = told.life
        and funnel_part.part = told.part
      """;
  private static final String COUNTED =
      """
      insert into funnel_part
        (campaign, life, part, step, entered, advanced, cancelled, expired, skipped, dropped,
          came, went_on, stopped, ran_out, used_up, crowded_out, let_go, waiting)
      select * from unnest(?::text[], ?::integer[], ?::integer[], ?::text[], ?::bigint[], ?::bigint[],
        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
      """;
  private static final String[] TYPES =
      Stream.concat(
              Stream.of("text", "integer", "integer", "text"),
              Collections.nCopies(14, "bigint").stream())
          .toArray(String[]::new);
  private static final String POSITION =
      """
      insert into stream_position (topic, partition, next_offset) values (?, ?, ?)
      on conflict (topic, partition) do update set next_offset = excluded.next_offset
      where stream_position.next_offset = ?
      """;

  private final DataSource database;

  CountStore(DataSource database) {
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
   * @param from the offsets at which the batch begins
   * @param to those behind it
   * @throws Overtaken if the offsets in the database are others; nothing is written then
   */
  void add(CountBatch batch, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        // First the offsets: whoever comes second waits here, and sees that it is too late.
        positions(connection, from, to);
        fired(connection, batch);
        funnel(connection, batch.funnel);
        batch.effect.write(connection);
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

  private static void fired(Connection connection, CountBatch batch) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    batch.fired.forEach(
        (minute, count) ->
            rows.add(new Object[] {minute.campaign(), new Timestamp(minute.start()), count}));
    Rows.write(connection, FIRED, rows, "text", "timestamptz", "bigint");
  }

  private static void funnel(Connection connection, FunnelBatch funnel) throws SQLException {
    for (FunnelBatch.Stretch stretch : funnel.stretches()) {
      if (stretch.begun().isPresent()) {
        try (PreparedStatement update = connection.prepareStatement(BEGUN)) {
          update.setInt(1, stretch.begun().get().of());
          update.setInt(2, stretch.begun().get().part());
          update.executeUpdate();
        }
      }
      List<Object[]> parts = new ArrayList<>();
      List<Object[]> steps = new ArrayList<>();
      stretch
          .parts()
          .forEach(
              (part, counts) -> {
                parts.add(new Object[] {part.campaign(), part.life(), part.part()});
                counts.forEach((step, count) -> steps.add(row(part, step, count)));
              });
      Rows.write(connection, TOLD_ANEW, parts, "text", "integer", "integer");
      Rows.write(connection, COUNTED, steps, TYPES);
    }
  }

  private static Object[] row(FunnelBatch.Part part, String step, FunnelBatch.Counts count) {
    FunnelBatch.People people = count.people();
    return new Object[] {
      part.campaign(),
      part.life(),
      part.part(),
      step,
      count.entered(),
      count.advanced(),
      count.cancelled(),
      count.expired(),
      count.skipped(),
      count.dropped(),
      people.came(),
      people.wentOn(),
      people.stopped(),
      people.ranOut(),
      people.usedUp(),
      people.crowdedOut(),
      people.letGo(),
      count.waiting()
    };
  }
}
