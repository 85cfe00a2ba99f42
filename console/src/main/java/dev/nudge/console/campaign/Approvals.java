package dev.nudge.console.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.nudge.console.ConsoleSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Drafts that somebody wants published, and what somebody else said to that. */
@Repository
class Approvals {
  private static final String SELECT =
      "select a.campaign, a.revision, a.written_by, a.asked_by, a.asked, a.note, a.at, a.zone,"
          + " a.state, a.settled_by, a.settled, a.answer, c.name,"
          + " a.revision <> c.draft_revision or c.draft is null as outdated"
          + " from approval a join campaign c on c.id = a.campaign";

  private final JdbcClient database;
  private final boolean required;

  Approvals(JdbcClient database, ConsoleSettings settings) {
    this.database = database;
    required = Boolean.parseBoolean(settings.properties().getOrDefault("nudge.approval", "false"));
  }

  /** What became of a wish. */
  enum State {
    OPEN,
    APPROVED,
    REFUSED,
    /** Whoever asked thought better of it. */
    WITHDRAWN,
    /** The draft was published or thrown away, or another wish stands in its place. */
    REPLACED;

    static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A draft that is to be published.
   *
   * @param revision of the draft
   * @param writtenBy all who have written that draft
   * @param note why, by whoever asks; or empty
   * @param time when it is to go live; nothing for at once
   * @param settledBy who approved, refused or withdrew it
   * @param answer what they said to it; or empty
   * @param outdated whether the draft is another one now
   */
  record Approval(
      String campaign,
      String name,
      long revision,
      List<String> writtenBy,
      String askedBy,
      Instant asked,
      String note,
      Optional<WallTime> time,
      State state,
      Optional<String> settledBy,
      Optional<Instant> settled,
      String answer,
      boolean outdated) {
    private static Approval read(ResultSet row, int number) throws SQLException {
      return new Approval(
          row.getString("campaign"),
          row.getString("name"),
          row.getLong("revision"),
          CampaignRow.strings(row, "written_by"),
          row.getString("asked_by"),
          row.getTimestamp("asked").toInstant(),
          row.getString("note"),
          instant(row, "at").map(at -> new WallTime(at, zone(row))),
          State.of(row.getString("state")),
          Optional.ofNullable(row.getString("settled_by")),
          instant(row, "settled"),
          row.getString("answer"),
          row.getBoolean("outdated"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
      return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static ZoneId zone(ResultSet row) {
      try {
        return ZoneId.of(row.getString("zone"));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Whether nothing of a draft goes live before a second person has looked at it. */
  boolean required() {
    return required;
  }

  /** Those that somebody can approve, the oldest first. */
  List<Approval> waiting(int most) {
    return database
        .sql(
            SELECT
                + " where a.state = 'open' and c.draft is not null"
                + " and a.revision = c.draft_revision order by a.id limit :most")
        .param("most", most)
        .query(Approval::read)
        .list();
  }

  /** The latest of a campaign. */
  Optional<Approval> latest(String campaign) {
    return database
        .sql(SELECT + " where a.campaign = :campaign order by a.id desc limit 1")
        .param("campaign", campaign)
        .query(Approval::read)
        .optional();
  }

  /** Asks; whatever was open before is replaced. */
  void ask(CampaignRow row, String by, String note, Optional<WallTime> time) {
    settle(row.id(), State.REPLACED, null, "");
    database
        .sql(
            "insert into approval (campaign, revision, written_by, asked_by, note, at, zone)"
                + " values (:campaign, :revision, :written, :by, :note, :at, :zone)")
        .param("campaign", row.id())
        .param("revision", row.draftRevision())
        .param("written", row.draftBy().toArray(String[]::new))
        .param("by", by)
        .param("note", note)
        .param("at", time.map(wall -> Timestamp.from(wall.at())).orElse(null))
        .param("zone", time.map(wall -> wall.zone().getId()).orElse(null))
        .update();
  }

  /** Ends the one that is open, if there is one. */
  void settle(String campaign, State state, @Nullable String by, String answer) {
    database
        .sql(
            "update approval set state = :state, settled_by = :by, settled = now(),"
                + " answer = :answer where campaign = :campaign and state = 'open'")
        .param("state", state.text())
        .param("by", by)
        .param("answer", answer)
        .param("campaign", campaign)
        .update();
  }
}
