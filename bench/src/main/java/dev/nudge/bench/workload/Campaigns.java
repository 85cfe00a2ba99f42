package dev.nudge.bench.workload;

import dev.nudge.app.check.CampaignFiles;
import dev.nudge.app.terminal.Failure;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Campaigns that a bench wrote. */
public final class Campaigns {
  private Campaigns() {}

  /**
   * Reads them.
   *
   * @param documents one campaign each, as YAML
   * @throws Failure if one is wrong
   */
  public static List<CampaignDocument> read(List<String> documents) {
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> read = new ArrayList<>(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      read.addAll(CampaignReader.read(i + ".yaml", documents.get(i), problems));
    }
    refuse(problems);
    return read;
  }

  /**
   * Compiles them, published before all events.
   *
   * @throws Failure if one is wrong
   */
  public static CampaignSet compileRead(List<CampaignDocument> documents) {
    CampaignSet.Compiled compiled =
        CampaignSet.compile(
            documents.stream()
                .map(document -> CampaignFiles.published(document.campaign(), Instant.EPOCH))
                .toList());
    refuse(compiled.problems());
    return compiled.campaigns();
  }

  /** Reads and compiles them. */
  public static CampaignSet compile(List<String> documents) {
    return compileRead(read(documents));
  }

  private static void refuse(List<Problem> problems) {
    for (Problem problem : problems) {
      if (problem.severity() == Problem.Severity.ERROR) {
        throw Failure.system("a campaign of the bench is wrong: " + problem);
      }
    }
  }
}
