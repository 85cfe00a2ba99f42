package dev.nudge.console.campaign;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The campaigns, one row each. */
@Repository
class CampaignTable {
  private static final String SELECT =
      "select id, name, policy, state, version, draft, draft_revision, draft_by, changed, changed_by,"
          + " owner, tags from campaign where id = :id";

  private static final int LONGEST_NAME = 200;

  private final JdbcClient database;

  CampaignTable(JdbcClient database) {
    this.database = database;
  }

  Optional<CampaignRow> get(String id) {
    return database.sql(SELECT).param("id", id).query(CampaignRow::read).optional();
  }

  /** The same, and nobody else changes it until this transaction ends. */
  Optional<CampaignRow> locked(String id) {
    return database.sql(SELECT + " for update").param("id", id).query(CampaignRow::read).optional();
  }

  /**
   * Makes it where it is not there; whether it was made.
   *
   * @param owner who answers for it; or empty
   */
  boolean add(String id, String by, String owner) {
    return database
            .sql(
                "insert into campaign (id, state, changed, changed_by, owner)"
                    + " values (:id, 'draft', now(), :by, :owner) on conflict do nothing")
            .param("id", id)
            .param("by", by)
            .param("owner", owner)
            .update()
        == 1;
  }

  void remove(String id) {
    database.sql("delete from campaign where id = :id").param("id", id).update();
  }

  /**
   * Changes the draft.
   *
   * @param heading of the campaign, where nothing of it is published yet
   * @return the new revision
   */
  long draft(String id, Optional<String> text, Heading heading, String by) {
    return database
        .sql(
            "update campaign set draft = :draft, draft_revision = draft_revision + 1,"
                + " draft_by = case when :draft::text is null then '{}'"
                + " when draft is null then array[:by::text] when :by = any(draft_by) then draft_by"
                + " else draft_by || :by::text end,"
                + " name = case when version = 0 then :name else name end,"
                + " policy = case when version = 0 then :policy else policy end,"
                + " changed = now(), changed_by = :by where id = :id returning draft_revision")
        .param("draft", text.orElse(null))
        .param("name", shown(heading.name()))
        .param("policy", heading.policy())
        .param("by", by)
        .param("id", id)
        .query(Long.class)
        .single();
  }

  /** A list of campaigns must stay readable, whatever somebody calls one. */
  private static String shown(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + '…';
  }

  /** Another version is the newest. */
  void version(String id, int number, CampaignState state, Optional<Heading> heading, String by) {
    database
        .sql(
            "update campaign set version = :number, state = :state, name = coalesce(:name, name),"
                + " policy = coalesce(:policy, policy),"
                + " changed = now(), changed_by = :by where id = :id")
        .param("number", number)
        .param("state", state.text())
        .param("name", heading.map(Heading::name).map(CampaignTable::shown).orElse(null))
        .param("policy", heading.map(Heading::policy).orElse(null), Types.BOOLEAN)
        .param("by", by)
        .param("id", id)
        .update();
  }

  /** Who answers for it, and what it belongs to. */
  void about(String id, String owner, List<String> tags) {
    database
        .sql("update campaign set owner = :owner, tags = :tags where id = :id")
        .param("owner", owner)
        .param("tags", tags.toArray(String[]::new))
        .param("id", id)
        .update();
  }
}
