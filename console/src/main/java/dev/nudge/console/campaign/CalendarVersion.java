package dev.nudge.console.campaign;

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
    CampaignState state =
        plan.action() == PlannedChanges.Action.END ? CampaignState.ENDED : CampaignState.LIVE;
    return new CalendarVersion(plan.campaign(), PLANNED, state, plan.time().at());
  }
}
