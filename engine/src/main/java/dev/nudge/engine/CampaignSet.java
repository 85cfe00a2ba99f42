package dev.nudge.engine;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.Problem;
import java.time.Instant;
import java.util.List;

/**
 * Compiled campaigns and the index that finds, for an event, the few conditions worth looking at.
 */
public final class CampaignSet {
  private CampaignSet() {}

  /**
   * One version of a campaign, made live.
   *
   * @param campaign the document
   * @param version from 1
   * @param publishedAt it applies to events from this time on
   */
  public record Published(Campaign campaign, int version, Instant publishedAt) {}

  /**
   * What compiling gave: the campaigns without errors, and all problems found in any.
   *
   * @param campaigns ready to run
   * @param problems sorted by place
   */
  public record Compiled(CampaignSet campaigns, List<Problem> problems) {}

  /** Compiles; a campaign with an error is left out and never stops the others. */
  public static Compiled compile(List<Published> published) {
    throw new UnsupportedOperationException();
  }

  /** How many campaigns it holds. */
  public int size() {
    throw new UnsupportedOperationException();
  }

  /**
   * The compiled program, measures and bounds of a campaign in words, for {@code check --explain}.
   */
  public String explain(String campaignId) {
    throw new UnsupportedOperationException();
  }
}
