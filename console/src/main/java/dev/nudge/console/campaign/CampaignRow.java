package dev.nudge.console.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A campaign as the database has it.
 *
 * @param policy whether it has rules for all campaigns, and fires nothing itself
 * @param version the place in its history of the newest; 0 for none
 * @param draftRevision grows with every change of the draft
 * @param draftBy all who have written the draft that stands now
 * @param owner who answers for it; or empty
 * @param tags by which people group campaigns
 */
record CampaignRow(
    String id,
    String name,
    boolean policy,
    CampaignState state,
    int version,
    Optional<String> draft,
    long draftRevision,
    List<String> draftBy,
    Instant changed,
    String changedBy,
    String owner,
    List<String> tags) {
  static CampaignRow read(ResultSet row, int number) throws SQLException {
    return new CampaignRow(
        row.getString("id"),
        row.getString("name"),
        row.getBoolean("policy"),
        CampaignState.of(row.getString("state")),
        row.getInt("version"),
        Optional.ofNullable(row.getString("draft")),
        row.getLong("draft_revision"),
        strings(row, "draft_by"),
        row.getTimestamp("changed").toInstant(),
        row.getString("changed_by"),
        row.getString("owner"),
        strings(row, "tags"));
  }

  static List<String> strings(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  Heading heading() {
    return new Heading(name, policy);
  }
}
