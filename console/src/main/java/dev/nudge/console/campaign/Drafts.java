package dev.nudge.console.campaign;

import dev.nudge.console.check.Checked;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.engine.document.Problem;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is being written and not published. A draft may have any mistake but a wrong id. */
@Service
class Drafts {
  private final CampaignTable campaigns;
  private final PlannedChanges planned;
  private final Approvals approvals;
  private final Audit audit;
  private final DocumentSize size;

  Drafts(
      CampaignTable campaigns,
      PlannedChanges planned,
      Approvals approvals,
      Audit audit,
      DocumentSize size) {
    this.campaigns = campaigns;
    this.planned = planned;
    this.approvals = approvals;
    this.audit = audit;
    this.size = size;
  }

  /**
   * A draft that was kept.
   *
   * @param revision by which the next change names it
   */
  record Kept(String id, long revision, List<Mistake> problems) {}

  /** The first draft of a new campaign. */
  @Transactional
  Kept create(String text, String by) {
    size.requireKeepable(text);
    Checked checked = Checked.of(text);
    String id =
        checked
            .id()
            .filter(any -> checked.problems().stream().noneMatch(Drafts::isAboutId))
            .orElseThrow(
                () ->
                    ApiException.unusable(
                        "a new campaign needs an id that can be read", checked.mistakes()));
    if (!campaigns.add(id, by, by)) {
      throw ApiException.conflict(
          "there is a campaign '" + id + "' already: edit it, or choose another id");
    }
    long revision = campaigns.draft(id, Optional.of(text), Heading.of(checked), by);
    audit.add(id, by, "create", null, "");
    return new Kept(id, revision, checked.mistakes());
  }

  /** Another text; what it had before is gone. */
  @Transactional
  Kept change(String id, String text, long revision, String by) {
    size.requireKeepable(text);
    CampaignRow row = unchanged(id, revision);
    Checked checked = Checked.of(text);
    if (checked.id().isPresent() && !checked.id().get().equals(id)) {
      throw ApiException.unusable(
          "the id of a campaign stays '" + id + "': make a new campaign for another id",
          checked.mistakes());
    }
    long next = campaigns.draft(id, Optional.of(text), Heading.of(checked), by);
    if (row.draft().isEmpty()) {
      audit.add(id, by, "edit", null, "");
    }
    return new Kept(id, next, checked.mistakes());
  }

  /** Without the draft, a campaign that was never published is gone. */
  @Transactional
  void discard(String id, long revision, String by) {
    CampaignRow row = unchanged(id, revision);
    if (row.draft().isEmpty()) {
      throw ApiException.notFound("'" + id + "' has no draft");
    }
    planned
        .open(id, PlannedChanges.Action.PUBLISH)
        .ifPresent(
            change -> {
              throw ApiException.conflict(
                  "'"
                      + id
                      + "' is planned to be published on "
                      + change.time()
                      + ": cancel that first");
            });
    approvals.settle(id, Approvals.State.REPLACED, by, "");
    if (row.version() == 0) {
      campaigns.remove(id);
    } else {
      campaigns.draft(id, Optional.empty(), row.heading(), by);
    }
    audit.add(id, by, "discard", null, "");
  }

  /** The campaign, if nobody has changed its draft since the caller saw it. */
  private CampaignRow unchanged(String id, long revision) {
    CampaignRow row = found(campaigns, id);
    if (row.draftRevision() != revision) {
      throw conflict(row);
    }
    return row;
  }

  static ApiException conflict(CampaignRow row) {
    return ApiException.conflict(
        row.changedBy()
            + " has changed the draft of '"
            + row.id()
            + "' since you opened it (revision "
            + row.draftRevision()
            + "): load it again");
  }

  static CampaignRow found(CampaignTable campaigns, String id) {
    return campaigns
        .locked(id)
        .orElseThrow(() -> ApiException.notFound("there is no campaign '" + id + "'"));
  }

  private static boolean isAboutId(Problem problem) {
    return problem.text().startsWith("'id'");
  }
}
