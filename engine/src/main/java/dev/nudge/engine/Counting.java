package dev.nudge.engine;

import dev.nudge.engine.funnel.Funnel;
import dev.nudge.engine.funnel.PatternCounts;
import dev.nudge.engine.pattern.PatternState;
import dev.nudge.engine.state.Keyed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds where in a funnel the runs of the campaigns of a set are counted. */
final class Counting {
  private final Funnel funnel;
  private final @Nullable PatternCounts[] byCampaign;

  /**
   * Counts into a funnel.
   *
   * @param campaigns how many there are in the set
   */
  Counting(Funnel funnel, int campaigns) {
    this.funnel = funnel;
    this.byCampaign = new PatternCounts[campaigns];
  }

  /** Where the runs of a campaign are counted, which has a pattern. */
  PatternCounts of(CompiledCampaign campaign) {
    PatternCounts counts = byCampaign[campaign.index()];
    if (counts == null) {
      counts = counts(campaign, funnel);
      byCampaign[campaign.index()] = counts;
    }
    return counts;
  }

  /** The runs of one of a user's patterns are given up. */
  void giveUp(Keyed<PatternState> patterns, int at) {
    giveUp(patterns, at, funnel);
  }

  private static void giveUp(Keyed<PatternState> patterns, int at, Funnel funnel) {
    PatternCounts counts = funnel.counts(patterns.keyAt(at));
    if (counts != null) {
      patterns.valueAt(at).uncount(counts);
    }
  }

  /** Counts where a user stands of whom nothing has been counted yet. */
  static void stands(UserState state, CampaignSet campaigns, Funnel funnel) {
    for (int i = 0; i < state.patterns.size(); i++) {
      CompiledCampaign campaign = campaigns.ofPattern(state.patterns.keyAt(i), state.clock);
      if (campaign != null) {
        state.patterns.valueAt(i).countAnew(counts(campaign, funnel));
      }
    }
  }

  /** A user is forgotten, or lost. */
  static void goes(UserState state, Funnel funnel) {
    for (int i = 0; i < state.patterns.size(); i++) {
      giveUp(state.patterns, i, funnel);
    }
  }

  private static PatternCounts counts(CompiledCampaign campaign, Funnel funnel) {
    return funnel.counts(
        campaign.id(),
        campaign.life(),
        campaign.patternKey(),
        Objects.requireNonNull(campaign.program()).stepNames());
  }
}
