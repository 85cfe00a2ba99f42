package dev.nudge.console.campaign;

import dev.nudge.console.account.Caller;
import dev.nudge.console.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changing what is live. */
@RestController
@RequestMapping("/api/campaigns")
@Tag(name = "publishing")
class PublishingController {
  private final Publishing publishing;

  PublishingController(Publishing publishing) {
    this.publishing = publishing;
  }

  /**
   * What is to be published.
   *
   * @param revision of the draft that the caller has seen
   * @param note why, for colleagues; stands at the version and in the audit
   */
  record DraftRevision(@NotNull @Min(0) Long revision, @Nullable @Size(max = 500) String note) {}

  /** Which version is to be published again. */
  record EarlierVersion(@NotNull @Min(1) Integer version) {}

  /** Several campaigns at once. */
  record BulkChange(@NotEmpty @Size(max = 10_000) List<String> ids, @NotNull StatusChange action) {}

  /** The newest version now. */
  record NewestVersion(int version) {}

  /** A campaign that was left as it is, and why. */
  record FailedChange(String id, String detail) {}

  /**
   * What became of several.
   *
   * @param changed how many are now as they were wanted
   */
  record BulkDone(int changed, List<FailedChange> failed) {}

  @PostMapping("/{id}/publish")
  @Operation(
      operationId = "publish",
      summary = "Make the draft live; 422 with the places of its mistakes, 409 if it has changed")
  NewestVersion publish(
      @PathVariable String id, @Valid @RequestBody DraftRevision revision, Authentication caller) {
    String note = revision.note() == null ? "" : revision.note().strip();
    return new NewestVersion(
        publishing.publish(id, revision.revision(), Caller.of(caller).name(), note));
  }

  @PostMapping("/{id}/pause")
  @Operation(operationId = "pause", summary = "Let a campaign rest")
  NewestVersion pause(@PathVariable String id, Authentication caller) {
    return change(id, StatusChange.PAUSE, caller);
  }

  @PostMapping("/{id}/resume")
  @Operation(operationId = "resume", summary = "Let a campaign run again")
  NewestVersion resume(@PathVariable String id, Authentication caller) {
    return change(id, StatusChange.RESUME, caller);
  }

  @PostMapping("/{id}/end")
  @Operation(operationId = "end", summary = "End a campaign")
  NewestVersion end(@PathVariable String id, Authentication caller) {
    return change(id, StatusChange.END, caller);
  }

  @PostMapping("/{id}/rollback")
  @Operation(operationId = "rollback", summary = "Publish the document of an earlier version again")
  NewestVersion rollback(
      @PathVariable String id, @Valid @RequestBody EarlierVersion earlier, Authentication caller) {
    return new NewestVersion(publishing.rollback(id, earlier.version(), Caller.of(caller).name()));
  }

  @PostMapping("/bulk")
  @Operation(
      operationId = "bulk",
      summary = "Pause, resume or end several campaigns; each by itself, so some may fail")
  BulkDone bulk(@Valid @RequestBody BulkChange bulk, Authentication caller) {
    List<FailedChange> failed = new ArrayList<>();
    int changed = 0;
    for (String id : new LinkedHashSet<>(bulk.ids())) {
      try {
        change(id, bulk.action(), caller);
        changed++;
      } catch (ApiException e) {
        failed.add(new FailedChange(id, String.valueOf(e.getMessage())));
      }
    }
    return new BulkDone(changed, failed);
  }

  private NewestVersion change(String id, StatusChange change, Authentication caller) {
    return new NewestVersion(publishing.change(id, change, Caller.of(caller).name()));
  }
}
