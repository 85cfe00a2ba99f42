package dev.nudge.console.trial;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is live now and has a say in which offers of a trial go out. */
@Component
class LiveDocuments {
  private static final String LIVE =
      """
      select c.id, v.text from campaign c
      join campaign_version v on v.campaign = c.id and v.number = c.version
      where c.state = 'live' and c.id <> :tried and v.text is not null and (c.policy or :all)
      order by c.id
      """;

  private final JdbcClient database;

  LiveDocuments(JdbcClient database) {
    this.database = database;
  }

  /**
   * The live documents beside which one is tried: all policies and, where one rules, all campaigns,
   * whose offers count for its caps and compete. None where no policy rules: each campaign then
   * goes its own way. The live version of the one that is tried is not among them.
   */
  List<Campaign> beside(Campaign tried) {
    String id = tried.id().value();
    boolean ruled = tried.policy().isPresent() || !read(id, false).isEmpty();
    return ruled ? read(id, true) : List.of();
  }

  /** One in which the job finds mistakes does not run there either. */
  private List<Campaign> read(String tried, boolean all) {
    List<Campaign> campaigns = new ArrayList<>();
    database
        .sql(LIVE)
        .param("tried", tried)
        .param("all", all)
        .query(
            row -> {
              CampaignReader.read(row.getString("id"), row.getString("text"), new ArrayList<>())
                  .stream()
                  .filter(CampaignDocument::sound)
                  .map(CampaignDocument::campaign)
                  .findFirst()
                  .ifPresent(campaigns::add);
            });
    return campaigns;
  }
}
