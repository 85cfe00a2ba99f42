package dev.nudge.console.campaign;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes versions of documents that others wrote to the campaigns topic. */
@Service
class ExternalVersions {
  private static final String BY = "topic";

  private final CampaignTable campaigns;
  private final Versions versions;
  private final Audit audit;

  ExternalVersions(CampaignTable campaigns, Versions versions, Audit audit) {
    this.campaigns = campaigns;
    this.versions = versions;
    this.audit = audit;
  }

  /**
   * Takes one.
   *
   * @param text nothing for a record without a value
   */
  @Transactional
  void add(String id, Optional<String> text, Instant at, int partition, long offset) {
    campaigns.add(id, BY, "");
    CampaignRow row = campaigns.locked(id).orElseThrow();
    Optional<Versions.Version> newest = versions.get(id, row.version());
    if (newest.isPresent() && newest.get().text().equals(text)) {
      // The same once more: the job answers it with the number that it has.
      versions.place(id, row.version(), partition, offset);
      return;
    }
    Optional<Campaign> campaign = text.flatMap(ExternalVersions::read);
    CampaignState state =
        text.isEmpty()
            ? CampaignState.ENDED
            : campaign
                .map(Campaign::status)
                .map(CampaignState::of)
                .orElse(newest.isPresent() ? newest.get().state() : CampaignState.LIVE);
    int number = row.version() + 1;
    versions.add(id, number, text, state, BY, at, Versions.Source.TOPIC);
    versions.place(id, number, partition, offset);
    campaigns.version(id, number, state, campaign.map(Heading::of), BY);
    audit.add(
        id,
        BY,
        text.isEmpty() ? "end" : "publish",
        number,
        "written to the topic by another client");
  }

  private static Optional<Campaign> read(String text) {
    List<CampaignDocument> documents = CampaignReader.read("campaign", text, new ArrayList<>());
    return documents.size() == 1 ? Optional.of(documents.get(0).campaign()) : Optional.empty();
  }
}
