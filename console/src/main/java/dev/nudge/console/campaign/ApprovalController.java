package dev.nudge.console.campaign;

import dev.nudge.console.account.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One asks, another approves. */
@RestController
@Tag(name = "publishing")
class ApprovalController {
  private static final int MOST = 500;

  private final Approving approving;
  private final Approvals approvals;
  private final Clock clock;

  ApprovalController(Approving approving, Approvals approvals, Clock clock) {
    this.approving = approving;
    this.approvals = approvals;
    this.clock = clock;
  }

  /**
   * A draft that somebody wants published.
   *
   * @param revision of the draft
   * @param writtenBy all who have written that draft; none of them can approve it
   * @param note why, by whoever asks; or empty
   * @param at when it is to go live; absent for at once
   * @param zone in which that was said
   * @param settledBy who approved, refused or withdrew it
   * @param answer what they said to it; or empty
   * @param outdated whether the draft has changed since, so that it is to be asked again
   */
  record AskedApproval(
      String campaign,
      String name,
      long revision,
      List<String> writtenBy,
      String askedBy,
      Instant asked,
      String note,
      @Nullable Instant at,
      @Nullable String zone,
      Approvals.State state,
      @Nullable String settledBy,
      @Nullable Instant settled,
      String answer,
      boolean outdated) {
    static AskedApproval of(Approvals.Approval approval) {
      return new AskedApproval(
          approval.campaign(),
          approval.name(),
          approval.revision(),
          approval.writtenBy(),
          approval.askedBy(),
          approval.asked(),
          approval.note(),
          approval.time().map(WallTime::at).orElse(null),
          approval.time().map(wall -> wall.zone().getId()).orElse(null),
          approval.state(),
          approval.settledBy().orElse(null),
          approval.settled().orElse(null),
          approval.answer(),
          approval.outdated());
    }
  }

  /**
   * What waits for a second person.
   *
   * @param required whether no draft goes live without one
   * @param waiting the oldest first, 500 at most
   */
  record WaitingApprovals(boolean required, List<AskedApproval> waiting) {}

  /**
   * What is asked for.
   *
   * @param revision of the draft that the caller has seen
   * @param note why, for whoever approves
   * @param at when it is to go live, as a clock on the wall shows it: {@code 2026-12-24T09:00};
   *     absent for at once
   * @param zone of that clock, such as {@code Europe/Berlin}
   */
  record WantedApproval(
      @NotNull @Min(0) Long revision,
      @Nullable @Size(max = 500) String note,
      @Nullable @Size(max = 40) String at,
      @Nullable @Size(max = 60) String zone) {}

  /**
   * An approval.
   *
   * @param revision of the draft that the caller has seen
   */
  record Consent(@NotNull @Min(0) Long revision, @Nullable @Size(max = 500) String note) {}

  /**
   * A refusal.
   *
   * @param revision of the draft that the caller has seen
   */
  record Dissent(@NotNull @Min(0) Long revision, @NotBlank @Size(max = 500) String note) {}

  /**
   * What came of an approval.
   *
   * @param version that is live now; absent where it waits for its time
   */
  record ApprovedVersion(@Nullable Integer version) {}

  @GetMapping("/api/approvals")
  @Operation(operationId = "approvals", summary = "Drafts that wait for a second person")
  WaitingApprovals waiting() {
    return new WaitingApprovals(
        approvals.required(), approvals.waiting(MOST).stream().map(AskedApproval::of).toList());
  }

  @PostMapping("/api/campaigns/{id}/approval")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "askApproval",
      summary = "Ask for the draft to be published; 422 with the places of its mistakes")
  void ask(
      @PathVariable String id, @Valid @RequestBody WantedApproval wanted, Authentication caller) {
    approving.ask(
        id,
        wanted.revision(),
        Caller.of(caller).name(),
        note(wanted.note()),
        Optional.ofNullable(wanted.at())
            .map(
                at ->
                    WallTime.of(at, wanted.zone() == null ? "" : wanted.zone(), clock.instant())));
  }

  @DeleteMapping("/api/campaigns/{id}/approval")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "withdrawApproval", summary = "Take back what was asked")
  void withdraw(@PathVariable String id, Authentication caller) {
    approving.withdraw(id, Caller.of(caller).name());
  }

  @PostMapping("/api/campaigns/{id}/approval/approve")
  @Operation(
      operationId = "approve",
      summary =
          "Publish what somebody else asks for, or plan it for its time; 403 to whoever asked or"
              + " wrote in the draft, and to tokens")
  ApprovedVersion approve(
      @PathVariable String id, @Valid @RequestBody Consent consent, Authentication caller) {
    return new ApprovedVersion(
        approving
            .approve(id, consent.revision(), Caller.of(caller), note(consent.note()))
            .version()
            .orElse(null));
  }

  @PostMapping("/api/campaigns/{id}/approval/refuse")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "refuse", summary = "Say no to what is asked for, and why")
  void refuse(@PathVariable String id, @Valid @RequestBody Dissent dissent, Authentication caller) {
    approving.refuse(id, dissent.revision(), Caller.of(caller).name(), dissent.note().strip());
  }

  private static String note(@Nullable String note) {
    return note == null ? "" : note.strip();
  }
}
