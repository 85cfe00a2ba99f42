package dev.nudge.console.campaign;

import dev.nudge.console.check.Checked;
import java.time.Instant;

/**
 * What the calendar needs of a version.
 *
 * @param number {@link #PLANNED} for one that is still to come
 */
record CalendarVersion(String campaign, int number, CampaignState state, Instant at) {
  /** In place of the number that a planned change has not got yet. */
  static final int PLANNED = 0;

  static CalendarVersion of(PlannedChanges.PlannedChange plan) {
    CampaignState state = plan.text().map(CalendarVersion::published).orElse(CampaignState.ENDED);
    return new CalendarVersion(plan.campaign(), PLANNED, state, plan.time().at());
  }

  /** What a document says of itself; one that says nothing goes live. */
  private static CampaignState published(String text) {
    return Checked.of(text)
        .campaign()
        .map(campaign -> CampaignState.of(campaign.status()))
        .filter(state -> state != CampaignState.DRAFT)
        .orElse(CampaignState.LIVE);
  }
}
