package dev.nudge.console.effect;

import dev.nudge.insight.Arm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** What is kept of outcomes and of withheld candidates. */
@Repository
class Outcomes {
  private static final Duration KEPT = Duration.ofDays(400);

  /**
   * A person is in the arm of the first trigger, and counts once, as soon as the time for the goal
   * of one is over: with what came of all triggers whose time is over.
   */
  private static final String PEOPLE =
      """
      select arm, count(*), count(*) filter (where goals > 0), sum(value), sum(value * value)
      from (
        select (array_agg(arm order by fired, trigger_id))[1] as arm,
          sum(goals) as goals, sum(value) as value
        from outcome where campaign = :campaign and version >= :since and over
        group by user_id
      ) people
      group by arm order by arm
      """;

  private static final String EARLY =
      """
      select count(*) from (
        select user_id from outcome where campaign = :campaign and version >= :since
        group by user_id having not bool_or(over) and sum(goals) > 0
      ) people
      """;

  private static final String WITHHELD =
      """
      select reason, winner, sum(withheld)::bigint,
        coalesce(sum(withheld) filter (where hour >= :midnight), 0)::bigint
      from withheld_hour where campaign = :campaign
      group by reason, winner order by 3 desc, reason, winner
      """;

  private final JdbcClient database;

  Outcomes(JdbcClient database) {
    this.database = database;
  }

  /** So many candidates did not go out for a reason; the winner may be empty. */
  record Withheld(String reason, String winner, long ever, long today) {}

  /** People by arm. O(outcomes of the campaign): about a second for a million. */
  Map<String, Arm> arms(String campaign, long since) {
    Map<String, Arm> arms = new LinkedHashMap<>();
    database
        .sql(PEOPLE)
        .param("campaign", campaign)
        .param("since", since)
        .query(
            row -> {
              arms.put(row.getString(1), arm(row));
            });
    return arms;
  }

  private static Arm arm(ResultSet row) throws SQLException {
    return new Arm(
        Double.POSITIVE_INFINITY,
        row.getLong(2),
        row.getLong(3),
        0,
        row.getDouble(4),
        row.getDouble(5),
        0,
        0,
        0,
        0);
  }

  /** How many people have reached the goal, and do not count yet. */
  long early(String campaign, long since) {
    return database
        .sql(EARLY)
        .param("campaign", campaign)
        .param("since", since)
        .query(Long.class)
        .single();
  }

  /** Why candidates did not go out, what was most frequent first; days are of UTC. */
  List<Withheld> withheld(String campaign, Instant now) {
    return database
        .sql(WITHHELD)
        .param("campaign", campaign)
        .param("midnight", Timestamp.from(now.truncatedTo(ChronoUnit.DAYS)))
        .query(
            (row, number) ->
                new Withheld(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
        .list();
  }

  /**
   * What a campaign has spent.
   *
   * @param day of the last offer, or the one that was refused last
   */
  record Spent(double all, LocalDate day, double onDay) {}

  /** What a campaign has spent, as far as it has a budget and anything was told of it. */
  Optional<Spent> spent(String campaign) {
    return database
        .sql("select spent, day, spent_on_day from budget_spent where campaign = :campaign")
        .param("campaign", campaign)
        .query(
            (row, number) ->
                new Spent(row.getDouble(1), row.getDate(2).toLocalDate(), row.getDouble(3)))
        .optional();
  }

  /** All of it is kept for a year and a month. */
  @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
  void forget() {
    Timestamp before = Timestamp.from(Instant.now().minus(KEPT));
    database.sql("delete from outcome where told < ?").param(before).update();
    database.sql("delete from withheld_hour where hour < ?").param(before).update();
  }
}
