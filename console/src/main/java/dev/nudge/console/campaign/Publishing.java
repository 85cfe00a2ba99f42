package dev.nudge.console.campaign;

import dev.nudge.console.campaign.PlannedChanges.PlannedChange;
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
 * of the outbox, in one transaction. All answer the newest version then, as people count.
 */
@Service
class Publishing {
  private final CampaignTable campaigns;
  private final Versions versions;
  private final Audit audit;
  private final Outbox outbox;
  private final OutboxSender sender;
  private final Approvals approvals;
  private final PlannedChanges planned;
  private final DocumentSize size;
  private final Clock clock;

  Publishing(
      CampaignTable campaigns,
      Versions versions,
      Audit audit,
      Outbox outbox,
      OutboxSender sender,
      Approvals approvals,
      PlannedChanges planned,
      DocumentSize size,
      Clock clock) {
    this.campaigns = campaigns;
    this.versions = versions;
    this.audit = audit;
    this.outbox = outbox;
    this.sender = sender;
    this.approvals = approvals;
    this.planned = planned;
    this.size = size;
    this.clock = clock;
  }

  /**
   * Makes the draft live, if it is the one that the caller has seen.
   *
   * @param note why, for colleagues; or empty
   */
  @Transactional
  int publish(String id, long revision, String by, String note) {
    requireNoSecond();
    CampaignRow row = Drafts.found(campaigns, id);
    return publish(row, publishable(row, revision), by, "publish", note);
  }

  /**
   * Makes a draft live that somebody else has asked for.
   *
   * @param by who approves it
   * @param detail who has asked, and what both say
   */
  int approved(CampaignRow row, long revision, String by, String detail) {
    return publish(row, publishable(row, revision), by, "approve", detail);
  }

  /**
   * Makes live what was put aside for now. A draft that is another one by now stays.
   *
   * @throws ApiException if something else came meanwhile, or the document is not sound any more
   */
  int planned(PlannedChange change) {
    CampaignRow row = Drafts.found(campaigns, change.campaign());
    if (row.version() != change.after()) {
      throw ApiException.conflict(
          "it was published, paused, resumed or ended meanwhile, by "
              + row.changedBy()
              + ": plan it again if it is still meant");
    }
    String text = change.text().orElseThrow();
    sound(row.id(), text);
    return publish(row, text, change.by(), "publish", detail(change), change.revision());
  }

  /** Ends what was to end now; what has ended already stays as it is. */
  int plannedEnd(PlannedChange change) {
    return change(change.campaign(), StatusChange.END, change.by(), detail(change));
  }

  private static String detail(PlannedChange change) {
    return Audit.said("as planned for " + change.time(), change.note());
  }

  /**
   * The document that a draft becomes when it is published.
   *
   * @throws ApiException if there is none, it is not the one that the caller has seen, or it has
   *     mistakes
   */
  String publishable(CampaignRow row, long revision) {
    String draft =
        row.draft()
            .orElseThrow(() -> ApiException.conflict("'" + row.id() + "' has no draft to publish"));
    if (row.draftRevision() != revision) {
      throw Drafts.conflict(row);
    }
    Checked checked = sound(row.id(), draft);
    boolean isDraft =
        checked.campaign().map(Campaign::status).orElseThrow() == Campaign.Status.DRAFT;
    String text = isDraft ? with(row.id(), draft, Campaign.Status.LIVE) : draft;
    size.requireSendable(row.id(), text);
    return text;
  }

  /**
   * Takes note that one person is enough.
   *
   * @throws ApiException 409 if two are needed
   */
  void requireNoSecond() {
    if (approvals.required()) {
      throw ApiException.conflict(
          "a second person approves what goes live here: ask for it to be published");
    }
  }

  private int publish(CampaignRow row, String text, String by, String action, String detail) {
    return publish(row, text, by, action, detail, row.draftRevision());
  }

  private int publish(
      CampaignRow row, String text, String by, String action, String detail, long revision) {
    int version = version(row, text, by, action, detail);
    if (row.draft().isPresent() && row.draftRevision() == revision) {
      campaigns.draft(row.id(), Optional.empty(), row.heading(), by);
      approvals.settle(row.id(), Approvals.State.REPLACED, null, "");
    }
    planned.forgetFailed(row.id(), PlannedChanges.Action.PUBLISH);
    return version;
  }

  /** Writes the newest usable document again with another status; comments and all else stay. */
  @Transactional
  int change(String id, StatusChange change, String by) {
    return change(id, change, by, "");
  }

  private int change(String id, StatusChange change, String by, String detail) {
    CampaignRow row = Drafts.found(campaigns, id);
    if (row.version() == 0) {
      throw ApiException.conflict("'" + id + "' was never published");
    }
    if (row.state() == CampaignState.ENDED && change == StatusChange.PAUSE) {
      throw ApiException.conflict("'" + id + "' has ended: it cannot be paused");
    }
    if (row.state() == CampaignState.SHADOW && change == StatusChange.PAUSE) {
      throw ApiException.conflict("'" + id + "' runs in the shadow: it goes live, or ends");
    }
    if (row.state() == CampaignState.SHADOW && change == StatusChange.RESUME) {
      requireNoSecond();
    }
    Versions.Version newest = versions.get(id, row.version()).orElseThrow();
    boolean isUsable = newest.jobState() != JobState.REFUSED;
    if (isUsable && row.state() == CampaignState.of(change.status())) {
      return newest.said();
    }
    return version(
        row, with(id, usable(id, newest, isUsable), change.status()), by, change.text(), detail);
  }

  /** Publishes the document of an earlier version again, as it was. */
  @Transactional
  int rollback(String id, int number, String by) {
    CampaignRow row = Drafts.found(campaigns, id);
    Versions.Version earlier =
        versions
            .written(id, number)
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
      if (!action.equals("rollback") && !detail.isEmpty()) {
        audit.add(id, by, action, row.version(), detail); // what was said is kept all the same
      }
      return newest.get().said();
    }
    size.requireSendable(id, text);
    Checked checked = Checked.of(text);
    CampaignState state =
        checked.campaign().map(Campaign::status).map(CampaignState::of).orElseThrow();
    int number = row.version() + 1;
    int said =
        versions.add(
            id, number, Optional.of(text), state, by, clock.instant(), Versions.Source.CONSOLE);
    outbox.add(id, number, text);
    audit.add(id, by, action, number, detail);
    campaigns.version(id, number, state, Optional.of(Heading.of(checked)), by);
    sender.wake();
    return said;
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
