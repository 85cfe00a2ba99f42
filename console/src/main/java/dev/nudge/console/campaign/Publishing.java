package dev.nudge.console.campaign;

import dev.nudge.console.check.Checked;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.DocumentText;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes what is live. Each change is a version that stays as it is, a line of the audit and a row
 * of the outbox, in one transaction. All answer the number of the version that is the newest then.
 */
@Service
class Publishing {
  private final CampaignTable campaigns;
  private final Versions versions;
  private final Audit audit;
  private final Outbox outbox;
  private final OutboxSender sender;
  private final DocumentSize size;
  private final Clock clock;

  Publishing(
      CampaignTable campaigns,
      Versions versions,
      Audit audit,
      Outbox outbox,
      OutboxSender sender,
      DocumentSize size,
      Clock clock) {
    this.campaigns = campaigns;
    this.versions = versions;
    this.audit = audit;
    this.outbox = outbox;
    this.sender = sender;
    this.size = size;
    this.clock = clock;
  }

  /** Makes the draft live, if it is the one that the caller has seen. */
  @Transactional
  int publish(String id, long revision, String by) {
    CampaignRow row = Drafts.found(campaigns, id);
    String draft =
        row.draft()
            .orElseThrow(() -> ApiException.conflict("'" + id + "' has no draft to publish"));
    if (row.draftRevision() != revision) {
      throw Drafts.conflict(row);
    }
    Checked checked = sound(id, draft);
    boolean isDraft =
        checked.campaign().map(Campaign::status).orElseThrow() == Campaign.Status.DRAFT;
    String text = isDraft ? with(id, draft, Campaign.Status.LIVE) : draft;
    int version = version(row, text, by, "publish", "");
    campaigns.draft(id, Optional.empty(), row.heading(), by);
    return version;
  }

  /** Writes the newest usable document again with another status; comments and all else stay. */
  @Transactional
  int change(String id, StatusChange change, String by) {
    CampaignRow row = Drafts.found(campaigns, id);
    if (row.version() == 0) {
      throw ApiException.conflict("'" + id + "' was never published");
    }
    if (row.state() == CampaignState.ENDED && change == StatusChange.PAUSE) {
      throw ApiException.conflict("'" + id + "' has ended: it cannot be paused");
    }
    Versions.Version newest = versions.get(id, row.version()).orElseThrow();
    boolean isUsable = newest.jobState() != JobState.REFUSED;
    if (isUsable && row.state() == CampaignState.of(change.status())) {
      return row.version();
    }
    return version(
        row, with(id, usable(id, newest, isUsable), change.status()), by, change.text(), "");
  }

  /** Publishes the document of an earlier version again, as it was. */
  @Transactional
  int rollback(String id, int number, String by) {
    CampaignRow row = Drafts.found(campaigns, id);
    Versions.Version earlier =
        versions
            .get(id, number)
            .orElseThrow(() -> ApiException.notFound("'" + id + "' has no version " + number));
    String text =
        earlier
            .text()
            .orElseThrow(() -> ApiException.conflict("version " + number + " has no document"));
    sound(id, text);
    return version(row, text, by, "rollback", "to version " + number);
  }

  private int version(CampaignRow row, String text, String by, String action, String detail) {
    String id = row.id();
    Optional<Versions.Version> newest = versions.get(id, row.version());
    if (newest.isPresent() && newest.get().text().equals(Optional.of(text))) {
      return row.version();
    }
    size.requireSendable(id, text);
    Checked checked = Checked.of(text);
    CampaignState state =
        checked.campaign().map(Campaign::status).map(CampaignState::of).orElseThrow();
    int number = row.version() + 1;
    versions.add(
        id, number, Optional.of(text), state, by, clock.instant(), Versions.Source.CONSOLE);
    outbox.add(id, number, text);
    audit.add(id, by, action, number, detail);
    campaigns.version(id, number, state, Optional.of(Heading.of(checked)), by);
    sender.wake();
    return number;
  }

  private Checked sound(String id, String text) {
    Checked checked = Checked.of(text);
    if (!checked.sound()) {
      throw ApiException.unusable("the document has mistakes", checked.mistakes());
    }
    if (!checked.id().equals(Optional.of(id))) {
      throw ApiException.unusable(
          "the document is of '" + checked.id().orElse("") + "', not of '" + id + "'",
          checked.mistakes());
    }
    return checked;
  }

  /** The newest document that is not wrong, as the job goes on with that one too. */
  private String usable(String id, Versions.Version newest, boolean isUsable) {
    if (newest.text().isEmpty()) {
      throw ApiException.conflict(
          "the document of '" + id + "' was removed from the topic: publish it again");
    }
    if (isUsable && Checked.of(newest.text().get()).sound()) {
      return newest.text().get();
    }
    return versions.all(id).stream()
        .filter(version -> version.jobState() != JobState.REFUSED)
        .flatMap(version -> version.text().stream())
        .filter(text -> Checked.of(text).sound())
        .findFirst()
        .orElseThrow(() -> ApiException.conflict("no version of '" + id + "' is without mistakes"));
  }

  private static String with(String id, String text, Campaign.Status status) {
    String word = status.name().toLowerCase(Locale.ROOT);
    return DocumentText.split(id, text).stream()
        .findFirst()
        .flatMap(document -> document.with("status", word))
        .map(DocumentText::text)
        .orElseThrow(
            () ->
                ApiException.conflict(
                    "the status cannot be changed inside the document of '"
                        + id
                        + "': publish it with 'status: "
                        + word
                        + "'"));
  }
}
