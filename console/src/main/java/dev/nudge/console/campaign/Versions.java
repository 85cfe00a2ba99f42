package dev.nudge.console.campaign;

import dev.nudge.console.web.Mistake;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The versions of campaigns, which never change, and what the job said of each. */
@Repository
class Versions {
  private static final String SELECT =
      "select v.number, v.said, v.text, v.status_alone, v.state, v.by, v.at, v.source, a.version as job_version,"
          + " a.state as job_state, a.problems, o.refused,"
          + " (select l.detail from audit l where l.campaign = v.campaign and l.version = v.number"
          + " and v.source = 'console' and l.detail <> '' order by l.id limit 1) as note"
          + " from campaign_version v"
          + " left join job_answer a on a.partition = v.partition and a.\"offset\" = v.\"offset\""
          + " left join outbox o on o.campaign = v.campaign and o.version = v.number"
          + " and o.refused is not null where v.campaign = :campaign";

  private final JdbcClient database;
  private final ProblemLines problems;

  Versions(JdbcClient database, ProblemLines problems) {
    this.database = database;
    this.problems = problems;
  }

  /** Who wrote a version to the campaigns topic. */
  enum Source {
    CONSOLE,
    /** Any other Kafka client. */
    TOPIC
  }

  /**
   * A version, or a change of its status.
   *
   * @param number its place in the history, from 1
   * @param said the version as people count: a change of the status alone is of the one before it
   * @param text nothing for a record without a value, which ends a campaign
   * @param statusAlone whether it says what the one before it said, but for the status
   * @param note what whoever published it says of it; or empty
   * @param jobVersion the job's own number of it
   */
  record Version(
      int number,
      int said,
      Optional<String> text,
      boolean statusAlone,
      CampaignState state,
      String by,
      Instant at,
      Source source,
      String note,
      OptionalLong jobVersion,
      JobState jobState,
      List<Mistake> problems) {}

  /** All of a campaign, the newest first. */
  List<Version> all(String campaign) {
    return database
        .sql(SELECT + " order by v.number desc")
        .param("campaign", campaign)
        .query(this::version)
        .list();
  }

  Optional<Version> get(String campaign, int number) {
    return database
        .sql(SELECT + " and v.number = :number")
        .param("campaign", campaign)
        .param("number", number)
        .query(this::version)
        .optional();
  }

  /** A version as people count. */
  Optional<Version> written(String campaign, int said) {
    return database
        .sql(SELECT + " and v.said = :said and not v.status_alone")
        .param("campaign", campaign)
        .param("said", said)
        .query(this::version)
        .optional();
  }

  /**
   * Adds what comes after the newest.
   *
   * @return the version that it is of, as people count
   */
  int add(
      String campaign,
      int number,
      Optional<String> text,
      CampaignState state,
      String by,
      Instant at,
      Source source) {
    Optional<Version> before = get(campaign, number - 1);
    boolean alone = StatusAlone.isBetween(before.flatMap(Version::text), text);
    int said = before.map(Version::said).orElse(0) + (alone ? 0 : 1);
    database
        .sql(
            "insert into campaign_version"
                + " (campaign, number, said, text, status_alone, state, by, at, source)"
                + " values (:campaign, :number, :said, :text, :alone, :state, :by, :at, :source)")
        .param("campaign", campaign)
        .param("number", number)
        .param("text", text.orElse(null))
        .param("said", said)
        .param("alone", alone)
        .param("state", state.text())
        .param("by", by)
        .param("at", Timestamp.from(at))
        .param("source", source == Source.CONSOLE ? "console" : "topic")
        .update();
    return said;
  }

  /** A version stands in the topic here, by which the job's answers know it. */
  void place(String campaign, int number, int partition, long offset) {
    database
        .sql(
            "update campaign_version set partition = :partition, \"offset\" = :offset"
                + " where campaign = :campaign and number = :number"
                + " and (\"offset\" is null or \"offset\" < :offset or partition <> :partition)")
        .param("partition", partition)
        .param("offset", offset)
        .param("campaign", campaign)
        .param("number", number)
        .update();
  }

  /** The job answered a record of the topic, for the first time or again. */
  void answered(JobAnswer answer) {
    database
        .sql(
            "insert into job_answer (partition, \"offset\", campaign, version, state, problems)"
                + " values (:partition, :offset, :campaign, :version, :state, :problems::jsonb)"
                + " on conflict (partition, \"offset\") do update set campaign = excluded.campaign,"
                + " version = excluded.version, state = excluded.state,"
                + " problems = excluded.problems")
        .param("partition", answer.partition())
        .param("offset", answer.offset())
        .param("campaign", answer.campaign())
        .param("version", answer.version())
        .param("state", answer.state().text())
        .param("problems", problems.write(answer.problems()))
        .update();
  }

  private Version version(ResultSet row, int number) throws SQLException {
    long jobVersion = row.getLong("job_version");
    OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(jobVersion);
    Optional<String> found = Optional.ofNullable(row.getString("problems"));
    Optional<String> refused = Optional.ofNullable(row.getString("refused"));
    String note = row.getString("note");
    return new Version(
        row.getInt("number"),
        row.getInt("said"),
        Optional.ofNullable(row.getString("text")),
        row.getBoolean("status_alone"),
        CampaignState.of(row.getString("state")),
        row.getString("by"),
        row.getTimestamp("at").toInstant(),
        row.getString("source").equals("console") ? Source.CONSOLE : Source.TOPIC,
        note == null ? "" : note,
        known,
        refused.isPresent()
            ? JobState.REFUSED
            : Optional.ofNullable(row.getString("job_state"))
                .flatMap(JobState::of)
                .orElse(JobState.PENDING),
        refused
            .map(why -> List.of(new Mistake("error", 1, 1, why)))
            .or(() -> found.map(problems::read))
            .orElse(List.of()));
  }
}
