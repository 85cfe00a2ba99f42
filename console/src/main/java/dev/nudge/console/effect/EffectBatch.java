package dev.nudge.console.effect;

import dev.nudge.console.database.IndexedText;
import dev.nudge.console.database.Rows;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What some records of outcomes and of withheld candidates come to, until it is written down. For
 * one thread.
 */
public final class EffectBatch {
  /** Of a trigger, what was told last holds; what is over stays so, whatever is told again. */
  private static final String OUTCOMES =
      """
      insert into outcome (trigger_id, campaign, version, user_id, arm, fired, goals, value, over, told)
      select * from unnest(?::text[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::timestamptz[],
        ?::bigint[], ?::double precision[], ?::boolean[], ?::timestamptz[])
      on conflict (trigger_id) do update set campaign = excluded.campaign, version = excluded.version,
        user_id = excluded.user_id, arm = excluded.arm, fired = excluded.fired, goals = excluded.goals,
        value = excluded.value, over = excluded.over, told = excluded.told
      where excluded.over or (not outcome.over and excluded.goals >= outcome.goals)
      """;

  private static final String WITHHELD =
      """
      insert into withheld_hour (campaign, hour, reason, winner, withheld)
      select * from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::bigint[])
      on conflict (campaign, hour, reason, winner)
      do update set withheld = withheld_hour.withheld + excluded.withheld
      """;

  private static final String SPENT =
      """
      insert into budget_spent (campaign, spent, day, spent_on_day)
      select * from unnest(?::text[], ?::double precision[], ?::date[], ?::double precision[])
      on conflict (campaign) do update set spent = excluded.spent, day = excluded.day,
        spent_on_day = excluded.spent_on_day
      """;

  /** Bytes of an id or a name, and of a user: together they fit into an entry of an index. */
  private static final int NAME = 256;

  private static final int USER = 1_024;
  private static final int REASON = 64;
  private static final long HOUR = 3_600_000;

  /** The end of the year 9999. */
  private static final long LAST = 253_402_300_799_999L;

  /** Any client may write what it likes to the topics: sums of squares have room. */
  private static final double LARGEST = 1e15;

  private final Map<String, Told> outcomes = new HashMap<>();
  private final Map<Hour, Long> withheld = new HashMap<>();
  private final Map<String, Spent> spent = new HashMap<>();

  private record Told(
      String campaign,
      int version,
      String user,
      String arm,
      long fired,
      long goals,
      double value,
      boolean over,
      long at) {
    /** Whether it holds, told after the other. */
    boolean replaces(Told other) {
      return over || (!other.over && goals >= other.goals);
    }
  }

  private record Spent(double all, LocalDate day, double onDay) {}

  private record Hour(String campaign, long start, String reason, String winner) {}

  /** A record of the outcomes that Kafka was given at a time; one that is none counts nothing. */
  public void outcome(JsonNode record, long arrived) {
    String trigger = text(record, "trigger", NAME);
    String campaign = text(record, "campaign", NAME);
    String user = text(record, "user", USER);
    String arm = text(record, "arm", NAME);
    double value = record.path("value").asDouble(0);
    if (trigger.isEmpty() || campaign.isEmpty() || user.isEmpty() || arm.isEmpty()) {
      return;
    }
    Told told =
        new Told(
            campaign,
            record.path("version").asInt(0),
            user,
            arm,
            time(record.path("fired").asString("")),
            Math.max(0, record.path("goals").asLong(0)),
            Double.isNaN(value) ? 0 : Math.max(-LARGEST, Math.min(LARGEST, value)),
            record.path("last").asBoolean(false),
            bounded(arrived));
    outcomes.merge(trigger, told, (before, now) -> now.replaces(before) ? now : before);
  }

  /** A withheld candidate that Kafka was given at a time. */
  public void withheld(JsonNode record, long arrived) {
    String campaign = text(record, "campaign", NAME);
    String reason = text(record, "reason", REASON);
    if (!campaign.isEmpty() && !reason.isEmpty()) {
      long start = Math.floorDiv(bounded(arrived), HOUR) * HOUR;
      String winner = text(record.path("winner"), "campaign", NAME);
      withheld.merge(new Hour(campaign, start, reason, winner), 1L, Long::sum);
    }
  }

  /** What a campaign has spent; the last record of a campaign holds. */
  public void spent(JsonNode record) {
    String campaign = text(record, "campaign", NAME);
    double all = amount(record, "spent");
    double onDay = amount(record, "spent_on_day");
    try {
      LocalDate day = LocalDate.parse(record.path("day").asString(""));
      if (!campaign.isEmpty() && day.getYear() > 0 && day.getYear() <= 9999) {
        spent.put(campaign, new Spent(all, day, onDay));
      }
    } catch (DateTimeParseException e) {
      // it tells nothing
    }
  }

  private static double amount(JsonNode record, String name) {
    double amount = record.path(name).asDouble(0);
    return Double.isNaN(amount) ? 0 : Math.max(0, Math.min(LARGEST, amount));
  }

  /** Whether there is nothing to write. */
  public boolean isEmpty() {
    return outcomes.isEmpty() && withheld.isEmpty() && spent.isEmpty();
  }

  /** Adds to what is there, in the transaction of the connection. */
  public void write(Connection connection) throws SQLException {
    List<Object[]> told = new ArrayList<>();
    outcomes.forEach(
        (trigger, outcome) ->
            told.add(
                new Object[] {
                  trigger,
                  outcome.campaign(),
                  outcome.version(),
                  outcome.user(),
                  outcome.arm(),
                  new Timestamp(outcome.fired()),
                  outcome.goals(),
                  outcome.value(),
                  outcome.over(),
                  new Timestamp(outcome.at())
                }));
    Rows.write(
        connection,
        OUTCOMES,
        told,
        "text",
        "text",
        "integer",
        "text",
        "text",
        "timestamptz",
        "bigint",
        "float8",
        "boolean",
        "timestamptz");
    List<Object[]> counts = new ArrayList<>();
    withheld.forEach(
        (hour, count) ->
            counts.add(
                new Object[] {
                  hour.campaign(), new Timestamp(hour.start()), hour.reason(), hour.winner(), count
                }));
    Rows.write(connection, WITHHELD, counts, "text", "timestamptz", "text", "text", "bigint");
    List<Object[]> budgets = new ArrayList<>();
    spent.forEach(
        (campaign, one) ->
            budgets.add(new Object[] {campaign, one.all(), Date.valueOf(one.day()), one.onDay()}));
    Rows.write(connection, SPENT, budgets, "text", "float8", "date", "float8");
  }

  private static String text(JsonNode object, String name, int most) {
    return IndexedText.of(object.path(name).asString(""), most);
  }

  private static long time(String iso) {
    try {
      return bounded(Instant.parse(iso).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      return 0;
    }
  }

  /** Any client may say when something was: a time that the database does not know, too. */
  private static long bounded(long time) {
    return Math.min(LAST, Math.max(0, time));
  }
}
