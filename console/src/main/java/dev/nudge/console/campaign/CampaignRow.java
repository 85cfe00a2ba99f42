package dev.nudge.console.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A campaign as the database has it.
 *
 * @param policy whether it has rules for all campaigns, and fires nothing itself
 * @param version the newest; 0 for none
 * @param draftRevision grows with every change of the draft
 */
record CampaignRow(
    String id,
    String name,
    boolean policy,
    CampaignState state,
    int version,
    Optional<String> draft,
    long draftRevision,
    Instant changed,
    String changedBy) {
  static CampaignRow read(ResultSet row, int number) throws SQLException {
    return new CampaignRow(
        row.getString("id"),
        row.getString("name"),
        row.getBoolean("policy"),
        CampaignState.of(row.getString("state")),
        row.getInt("version"),
        Optional.ofNullable(row.getString("draft")),
        row.getLong("draft_revision"),
        row.getTimestamp("changed").toInstant(),
        row.getString("changed_by"));
  }

  Heading heading() {
    return new Heading(name, policy);
  }
}
