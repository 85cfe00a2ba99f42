package dev.nudge.console.trial;

import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A campaign or a policy that can be tried: it is live here, whatever its document says.
 *
 * @param beside what is live as well, and may keep offers back
 */
record TrialCampaign(Campaign campaign, List<Campaign> beside) {
  private static final String FILE = "campaign.yaml";

  /**
   * Reads one.
   *
   * @param what it is called where it has mistakes
   * @param live says what is live beside it
   * @throws ApiException with all its mistakes
   */
  static TrialCampaign read(String what, String text, Function<Campaign, List<Campaign>> live) {
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> documents = CampaignReader.read(FILE, text, problems);
    if (documents.size() > 1) {
      throw ApiException.badRequest("try one campaign at a time: these are " + documents.size());
    }
    if (documents.isEmpty()
        || !documents.get(0).sound()
        || problems.stream().anyMatch(Problem::isError)) {
      throw ApiException.unusable(what + " has mistakes", Mistake.of(problems));
    }
    Campaign campaign = documents.get(0).campaign();
    TrialCampaign alone = new TrialCampaign(campaign, List.of());
    problems.addAll(alone.compile(Instant.EPOCH, false).problems());
    if (problems.stream().anyMatch(Problem::isError)) {
      throw ApiException.unusable(what + " has mistakes", Mistake.of(problems));
    }
    return new TrialCampaign(campaign, live.apply(campaign));
  }

  /** Whether it fires nothing itself: what is tried is what it does to the offers of others. */
  boolean isPolicy() {
    return campaign.policy().isPresent();
  }

  /** Whether offers of a campaign are what the trial is about. */
  boolean concerns(String id) {
    return isPolicy() || campaign.id().value().equals(id);
  }

  /**
   * The campaigns that the trial is about, as they run when they are published then, unless they
   * say themselves when.
   */
  List<Campaign> live(Instant published) {
    List<Campaign> about =
        isPolicy()
            ? beside.stream().filter(other -> other.policy().isEmpty()).toList()
            : List.of(campaign);
    return about.stream().map(one -> live(one, published)).toList();
  }

  /** Of all that runs together, the one that is tried first. */
  CampaignSet.Compiled compile(Instant published, boolean observable) {
    List<CampaignSet.Published> all =
        Stream.concat(Stream.of(campaign), beside.stream())
            .map(one -> new CampaignSet.Published(live(one, published), 1, published))
            .toList();
    return observable ? CampaignSet.compileObservable(all) : CampaignSet.compile(all);
  }

  private static Campaign live(Campaign campaign, Instant published) {
    return campaign.with(Campaign.Status.LIVE, campaign.published().orElse(published));
  }
}
