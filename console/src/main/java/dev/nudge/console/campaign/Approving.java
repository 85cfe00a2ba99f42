package dev.nudge.console.campaign;

import dev.nudge.console.account.Caller;
import dev.nudge.console.campaign.Approvals.Approval;
import dev.nudge.console.campaign.Approvals.State;
import dev.nudge.console.web.ApiException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Two people for what goes live: one asks, another approves or refuses. Each step is a line of the
 * audit.
 */
@Service
class Approving {
  private final CampaignTable campaigns;
  private final Approvals approvals;
  private final Publishing publishing;
  private final Planning planning;
  private final Audit audit;
  private final Clock clock;

  Approving(
      CampaignTable campaigns,
      Approvals approvals,
      Publishing publishing,
      Planning planning,
      Audit audit,
      Clock clock) {
    this.campaigns = campaigns;
    this.approvals = approvals;
    this.publishing = publishing;
    this.planning = planning;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What came of an approval.
   *
   * @param version that is live now; nothing where it waits for its time
   */
  record Approved(Optional<Integer> version) {}

  /** Asks for a draft without mistakes to be published, at once or at a time. */
  @Transactional
  void ask(String id, long revision, String by, String note, Optional<WallTime> time) {
    CampaignRow row = Drafts.found(campaigns, id);
    publishing.publishable(row, revision);
    time.ifPresent(wall -> planning.requireFree(id, PlannedChanges.Action.PUBLISH));
    approvals.ask(row, by, note, time);
    audit.add(id, by, "ask", null, Audit.said(time.map(wall -> "for " + wall).orElse(""), note));
  }

  /** Takes back what was asked. */
  @Transactional
  void withdraw(String id, String by) {
    Drafts.found(campaigns, id);
    open(id);
    approvals.settle(id, State.WITHDRAWN, by, "");
    audit.add(id, by, "withdraw", null, "");
  }

  /**
   * Publishes what was asked for, or plans it for its time. Where that has passed meanwhile, it is
   * published at once.
   *
   * @param revision of the draft that the caller has seen
   */
  @Transactional
  Approved approve(String id, long revision, Caller caller, String answer) {
    CampaignRow row = Drafts.found(campaigns, id);
    Approval asked = open(id);
    requireSecond(asked, row, caller);
    if (asked.revision() != revision || asked.outdated()) {
      throw ApiException.conflict(
          "the draft of '" + id + "' has changed since it was asked for: it is to be asked again");
    }
    String detail = Audit.said(Audit.said("asked by " + asked.askedBy(), asked.note()), answer);
    approvals.settle(id, State.APPROVED, caller.name(), answer);
    if (asked.time().filter(wall -> wall.at().isAfter(clock.instant())).isPresent()) {
      WallTime wall = asked.time().get();
      planning.addPublishing(row, wall, caller.name(), detail);
      audit.add(id, caller.name(), "approve", null, "for " + wall + ", " + detail);
      return new Approved(Optional.empty());
    }
    return new Approved(Optional.of(publishing.approved(row, revision, caller.name(), detail)));
  }

  /** Says no, and why. */
  @Transactional
  void refuse(String id, long revision, String by, String why) {
    Drafts.found(campaigns, id);
    if (open(id).revision() != revision) {
      throw ApiException.conflict("something else is asked for by now: load it again");
    }
    approvals.settle(id, State.REFUSED, by, why);
    audit.add(id, by, "refuse", null, why);
  }

  private Approval open(String id) {
    return approvals
        .latest(id)
        .filter(asked -> asked.state() == State.OPEN)
        .orElseThrow(() -> ApiException.conflict("nobody asks for '" + id + "' to be published"));
  }

  private static void requireSecond(Approval asked, CampaignRow row, Caller caller) {
    if (caller.role().isEmpty()) {
      throw ApiException.forbidden("a token approves nothing: a person does");
    }
    if (asked.askedBy().equals(caller.name())) {
      throw ApiException.forbidden("you have asked for this yourself: somebody else approves it");
    }
    if (row.draftBy().contains(caller.name())) {
      throw ApiException.forbidden("you have written in this draft: somebody else approves it");
    }
  }
}
