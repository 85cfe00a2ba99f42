package dev.nudge.console.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is to happen to campaigns at a time, and what became of it. */
@Repository
class PlannedChanges {
  private static final String SELECT =
      "select id, campaign, action, at, zone, text, revision, after, by, note, state, reason"
          + " from planned_change";

  private final JdbcClient database;

  PlannedChanges(JdbcClient database) {
    this.database = database;
  }

  /** What happens. */
  enum Action {
    PUBLISH,
    END;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of it. */
  enum State {
    /** Its time has not come. */
    OPEN,
    DONE,
    /** Its time came, and it could not be done. */
    FAILED,
    CANCELLED;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One of them.
   *
   * @param text the document that is to be published, as it was then; nothing for an end
   * @param revision of the draft that it was; 0 for an end
   * @param after the newest version then, which a publishing wants to be the newest still
   * @param by who planned it, and in whose name it is done
   * @param note why; or empty
   * @param reason why it could not be done; or empty
   */
  record PlannedChange(
      long id,
      String campaign,
      Action action,
      WallTime time,
      Optional<String> text,
      long revision,
      int after,
      String by,
      String note,
      State state,
      String reason) {
    private static PlannedChange read(ResultSet row, int number) throws SQLException {
      return new PlannedChange(
          row.getLong("id"),
          row.getString("campaign"),
          Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
          new WallTime(row.getTimestamp("at").toInstant(), ZoneId.of(row.getString("zone"))),
          Optional.ofNullable(row.getString("text")),
          row.getLong("revision"),
          row.getInt("after"),
          row.getString("by"),
          row.getString("note"),
          State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
          row.getString("reason"));
    }
  }

  void publish(CampaignRow row, String text, WallTime time, String by, String note) {
    add(row, Action.PUBLISH, Optional.of(text), time, by, note);
  }

  void end(CampaignRow row, WallTime time, String by, String note) {
    add(row, Action.END, Optional.empty(), time, by, note);
  }

  private void add(
      CampaignRow row,
      Action action,
      Optional<String> text,
      WallTime time,
      String by,
      String note) {
    database
        .sql(
            "insert into planned_change (campaign, action, at, zone, text, revision, after, by, note)"
                + " values (:campaign, :action, :at, :zone, :text, :revision, :after, :by, :note)")
        .param("campaign", row.id())
        .param("action", action.text())
        .param("at", Timestamp.from(time.at()))
        .param("zone", time.zone().getId())
        .param("text", text.orElse(null))
        .param("revision", row.draftRevision())
        .param("after", row.version())
        .param("by", by)
        .param("note", note)
        .update();
  }

  /** Of a campaign, what is still to come and what failed, the earliest first. */
  List<PlannedChange> of(String campaign) {
    return database
        .sql(SELECT + " where campaign = :campaign and state in ('open', 'failed') order by at, id")
        .param("campaign", campaign)
        .query(PlannedChange::read)
        .list();
  }

  Optional<PlannedChange> open(String campaign, Action action) {
    return database
        .sql(SELECT + " where campaign = :campaign and action = :action and state = 'open'")
        .param("campaign", campaign)
        .param("action", action.text())
        .query(PlannedChange::read)
        .optional();
  }

  /**
   * Of campaigns, what is still to come, the earliest first; without what will be refused then,
   * since another version came meanwhile.
   */
  List<PlannedChange> open(List<String> campaigns) {
    return database
        .sql(
            SELECT
                + " where campaign = any(:campaigns) and state = 'open' and (action = 'end' or"
                + " after = (select c.version from campaign c where c.id = planned_change.campaign))"
                + " order by at, id")
        .param("campaigns", campaigns.toArray(String[]::new))
        .query(PlannedChange::read)
        .list();
  }

  /**
   * The first whose time has come by the database's clock; nobody else takes it until this
   * transaction ends.
   */
  Optional<PlannedChange> due() {
    return database
        .sql(
            SELECT
                + " where state = 'open' and at <= now() order by at, id limit 1"
                + " for update skip locked")
        .query(PlannedChange::read)
        .optional();
  }

  /** Nobody needs to see it any more. */
  Optional<PlannedChange> cancel(String campaign, long id) {
    Optional<PlannedChange> found =
        database
            .sql(
                SELECT
                    + " where id = :id and campaign = :campaign and state in ('open', 'failed')"
                    + " for update")
            .param("id", id)
            .param("campaign", campaign)
            .query(PlannedChange::read)
            .optional();
    database
        .sql(
            "update planned_change set state = 'cancelled', settled = now()"
                + " where id = :id and campaign = :campaign and state in ('open', 'failed')")
        .param("id", id)
        .param("campaign", campaign)
        .update();
    return found;
  }

  /** What somebody has cancelled within the last minute, before its time came. */
  Optional<PlannedChange> cancelled(String campaign, long id) {
    return database
        .sql(
            SELECT
                + " where id = :id and campaign = :campaign and state = 'cancelled'"
                + " and reason = '' and settled > now() - interval '1 minute'")
        .param("id", id)
        .param("campaign", campaign)
        .query(PlannedChange::read)
        .optional();
  }

  void restore(long id) {
    database
        .sql("update planned_change set state = 'open', settled = null where id = :id")
        .param("id", id)
        .update();
  }

  /** Of a kind that failed: something else of the kind is planned or done in its place. */
  void forgetFailed(String campaign, Action action) {
    database
        .sql(
            "update planned_change set state = 'cancelled'"
                + " where campaign = :campaign and action = :action and state = 'failed'")
        .param("campaign", campaign)
        .param("action", action.text())
        .update();
  }

  void done(long id, int version) {
    database
        .sql(
            "update planned_change set state = 'done', settled = now(), version = :version"
                + " where id = :id")
        .param("version", version)
        .param("id", id)
        .update();
  }

  /** Whether it was open until now. */
  boolean failed(long id, String reason) {
    return database
            .sql(
                "update planned_change set state = 'failed', settled = now(), reason = :reason"
                    + " where id = :id and state = 'open'")
            .param("reason", reason)
            .param("id", id)
            .update()
        == 1;
  }
}
