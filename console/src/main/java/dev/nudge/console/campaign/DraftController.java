package dev.nudge.console.campaign;

import dev.nudge.console.account.Caller;
import dev.nudge.console.web.Mistake;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Writing drafts. */
@RestController
@RequestMapping("/api/campaigns")
@Tag(name = "drafts")
class DraftController {
  private final Drafts drafts;

  DraftController(Drafts drafts) {
    this.drafts = drafts;
  }

  /** A document, YAML or JSON, with an id that no campaign has. */
  record NewCampaign(@NotNull @Size(max = 1_000_000) String text) {}

  /**
   * Another text of a draft.
   *
   * @param revision that the caller has seen; 0 where there never was a draft
   */
  record DraftChange(@NotNull @Size(max = 1_000_000) String text, @NotNull @Min(0) Long revision) {}

  /**
   * A draft that was kept.
   *
   * @param draftRevision by which the next change names it
   */
  record KeptDraft(String id, long draftRevision, List<Mistake> problems) {
    static KeptDraft of(Drafts.Kept kept) {
      return new KeptDraft(kept.id(), kept.revision(), kept.problems());
    }
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(operationId = "createCampaign", summary = "Make a campaign, as a draft")
  KeptDraft create(@Valid @RequestBody NewCampaign campaign, Authentication caller) {
    return KeptDraft.of(drafts.create(campaign.text(), Caller.of(caller).name()));
  }

  @PutMapping("/{id}/draft")
  @Operation(
      operationId = "changeDraft",
      summary = "Change the draft; 409 where somebody else has changed it since")
  KeptDraft change(
      @PathVariable String id, @Valid @RequestBody DraftChange change, Authentication caller) {
    return KeptDraft.of(
        drafts.change(id, change.text(), change.revision(), Caller.of(caller).name()));
  }

  @DeleteMapping("/{id}/draft")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "discardDraft",
      summary =
          "Throw the draft away, and a campaign that was never published with it; 409 where somebody"
              + " else has changed it since")
  void discard(@PathVariable String id, @RequestParam long revision, Authentication caller) {
    drafts.discard(id, revision, Caller.of(caller).name());
  }
}
