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

/** A campaign that can be tried: it is live here, whatever its document says. */
record TrialCampaign(Campaign campaign) {
  private static final String FILE = "campaign.yaml";

  /**
   * Reads one.
   *
   * @throws ApiException with all its mistakes
   */
  static TrialCampaign read(String text) {
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> documents = CampaignReader.read(FILE, text, problems);
    if (documents.size() > 1) {
      throw ApiException.badRequest("try one campaign at a time: these are " + documents.size());
    }
    if (documents.isEmpty() || !documents.get(0).sound() || hasError(problems)) {
      throw ApiException.unusable("the campaign has mistakes", Mistake.of(problems));
    }
    TrialCampaign trial = new TrialCampaign(documents.get(0).campaign());
    problems.addAll(trial.compile(Instant.EPOCH, false).problems());
    if (hasError(problems)) {
      throw ApiException.unusable("the campaign has mistakes", Mistake.of(problems));
    }
    return trial;
  }

  private static boolean hasError(List<Problem> problems) {
    return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
  }

  /** The campaign as it runs when it is published then, unless it says itself when. */
  Campaign live(Instant published) {
    return campaign.with(Campaign.Status.LIVE, campaign.published().orElse(published));
  }

  CampaignSet.Compiled compile(Instant published, boolean observable) {
    List<CampaignSet.Published> one =
        List.of(new CampaignSet.Published(live(published), 1, published));
    return observable ? CampaignSet.compileObservable(one) : CampaignSet.compile(one);
  }
}
