package dev.nudge.job.message;

import dev.nudge.engine.firing.CampaignBudget;
import org.apache.flink.util.OutputTag;

/**
 * An offer that goes out if its campaign's budget allows it.
 *
 * @param budget its bounds; the cost is known
 * @param cost of the offer, in millionths
 * @param day on which it goes out, counted from 1970-01-01
 * @param fired what goes out if it may
 * @param refused what goes out if not
 */
public record Claim(
    String campaign, CampaignBudget budget, long cost, long day, Outgoing fired, Outgoing refused) {
  /** Where claims leave the operator that detects. */
  public static final OutputTag<Claim> OUT = new OutputTag<>("claims", ClaimForm.TYPE);
}
