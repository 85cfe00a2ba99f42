package dev.nudge.engine.firing;

/**
 * Who knows what campaigns have spent. Amounts are in millionths, days are numbered from
 * 1970-01-01.
 */
public interface Budgets {
  /** Whether a campaign may still pay for an offer. */
  boolean allows(String campaign, CampaignBudget budget, long cost, long day);

  /** An offer goes out. */
  void spend(String campaign, long cost, long day);
}
