package dev.nudge.console.campaign;

import dev.nudge.console.campaign.PlannedChanges.Action;
import dev.nudge.console.campaign.PlannedChanges.PlannedChange;
import dev.nudge.console.web.ApiException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts aside what is to happen at a time. A document is put aside as it is: what is written in the
 * draft later is not in it.
 */
@Service
class Planning {
  private final CampaignTable campaigns;
  private final PlannedChanges changes;
  private final Publishing publishing;
  private final Audit audit;
  private final Clock clock;

  Planning(
      CampaignTable campaigns,
      PlannedChanges changes,
      Publishing publishing,
      Audit audit,
      Clock clock) {
    this.campaigns = campaigns;
    this.changes = changes;
    this.publishing = publishing;
    this.audit = audit;
    this.clock = clock;
  }

  /** Puts the draft aside for a time, if it is the one that the caller has seen. */
  @Transactional
  void publish(String id, long revision, WallTime time, String by, String note) {
    publishing.requireNoSecond();
    CampaignRow row = Drafts.found(campaigns, id);
    publishing.publishable(row, revision);
    addPublishing(row, time, by, note);
    audit.add(id, by, "plan", null, Audit.said("publish on " + time, note));
  }

  /** The same for a draft that was looked at already. */
  void addPublishing(CampaignRow row, WallTime time, String by, String note) {
    requireFree(row.id(), Action.PUBLISH);
    changes.forgetFailed(row.id(), Action.PUBLISH);
    changes.publish(row, publishing.publishable(row, row.draftRevision()), time, by, note);
  }

  /** Ends a campaign at a time, whichever version is live then. */
  @Transactional
  void end(String id, WallTime time, String by, String note) {
    CampaignRow row = Drafts.found(campaigns, id);
    requireBegun(row, time);
    requireFree(id, Action.END);
    changes.forgetFailed(id, Action.END);
    changes.end(row, time, by, note);
    audit.add(id, by, "plan", null, Audit.said("end on " + time, note));
  }

  private void requireBegun(CampaignRow row, WallTime end) {
    Optional<PlannedChange> before = changes.open(row.id(), Action.PUBLISH);
    boolean begins = before.filter(one -> one.time().at().isBefore(end.at())).isPresent();
    if (row.version() == 0 && !begins) {
      throw ApiException.conflict(
          "'" + row.id() + "' was never published, and is not planned to be before " + end);
    }
    if (row.state() == CampaignState.ENDED && !begins) {
      throw ApiException.conflict("'" + row.id() + "' has ended");
    }
  }

  /** It will not happen; one that failed is not shown any more. */
  @Transactional
  void cancel(String id, long change, String by) {
    Drafts.found(campaigns, id);
    PlannedChange cancelled =
        changes
            .cancel(id, change)
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "'" + id + "' has nothing planned of the number " + change));
    audit.add(
        id, by, "unplan", null, cancelled.action().text() + " on " + cancelled.time().toString());
  }

  /** What was cancelled a moment ago will happen after all, as it was planned. */
  @Transactional
  void restore(String id, long change, String by) {
    CampaignRow row = Drafts.found(campaigns, id);
    PlannedChange cancelled =
        changes
            .cancelled(id, change)
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "'"
                            + id
                            + "' has nothing of the number "
                            + change
                            + " that was cancelled within the last minute"));
    requireFree(id, cancelled.action());
    if (!cancelled.time().at().isAfter(clock.instant())) {
      throw ApiException.conflict(cancelled.time() + " has passed: plan it anew");
    }
    if (cancelled.action() == Action.END) {
      requireBegun(row, cancelled.time());
    } else {
      publishing.requireNoSecond();
      if (row.version() != cancelled.after()) {
        throw ApiException.conflict("'" + id + "' has changed meanwhile: plan it anew");
      }
    }
    changes.forgetFailed(id, cancelled.action());
    changes.restore(change);
    audit.add(id, by, "plan", null, cancelled.action().text() + " on " + cancelled.time());
  }

  /**
   * Takes note that nothing of the kind is planned.
   *
   * @throws ApiException 409 if something is
   */
  void requireFree(String id, Action action) {
    changes
        .open(id, action)
        .ifPresent(
            one -> {
              throw ApiException.conflict(
                  "'"
                      + id
                      + "' is planned to "
                      + (action == Action.PUBLISH ? "be published" : "end")
                      + " on "
                      + one.time()
                      + " already: cancel that first");
            });
  }
}
