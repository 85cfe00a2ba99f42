package dev.nudge.console.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what to which campaign, and when. Nothing is ever taken out. */
@Repository
class Audit {
  private static final int MOST = 1_000;

  private final JdbcClient database;

  Audit(JdbcClient database) {
    this.database = database;
  }

  /**
   * One line of it.
   *
   * @param action {@code create}, {@code edit}, {@code discard}, {@code publish}, {@code pause},
   *     {@code resume}, {@code end} or {@code rollback}; {@code ask}, {@code withdraw}, {@code
   *     approve} or {@code refuse}; {@code plan}, {@code unplan}, or {@code miss} for what was
   *     planned and could not be done; {@code describe} for owner and tags
   * @param version that it is of, as people count; absent for what concerns drafts
   */
  record AuditLine(
      Instant at, String by, String action, @Nullable Integer version, String detail) {}

  /** What was done, and what somebody said of it: {@code what: more}, or the one that there is. */
  static String said(String what, String more) {
    return what.isEmpty() || more.isEmpty() ? what + more : what + ": " + more;
  }

  /**
   * Adds a line.
   *
   * @param number the place in the campaign's history of what came of it; null for what concerns
   *     drafts
   */
  void add(String campaign, String by, String action, @Nullable Integer number, String detail) {
    database
        .sql(
            "insert into audit (campaign, at, by, action, version, detail)"
                + " values (:campaign, now(), :by, :action, :version, :detail)")
        .param("campaign", campaign)
        .param("by", by)
        .param("action", action)
        .param("version", number)
        .param("detail", detail)
        .update();
  }

  /** The latest of a campaign, the newest first. */
  List<AuditLine> of(String campaign) {
    return database
        .sql(
            "select a.at, a.by, a.action, v.said, a.detail from audit a"
                + " left join campaign_version v on v.campaign = a.campaign"
                + " and v.number = a.version where a.campaign = :campaign"
                + " order by a.id desc limit :most")
        .param("campaign", campaign)
        .param("most", MOST)
        .query(
            (row, number) ->
                new AuditLine(
                    row.getTimestamp("at").toInstant(),
                    row.getString("by"),
                    row.getString("action"),
                    row.getObject("said", Integer.class),
                    row.getString("detail")))
        .list();
  }
}
