package dev.nudge.console.campaign;

import dev.nudge.console.account.Caller;
import dev.nudge.console.campaign.PlannedChanges.PlannedChange;
import dev.nudge.console.web.ApiException;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What happens to a campaign at a time. */
@RestController
@RequestMapping("/api/campaigns/{id}/plan")
@Tag(name = "publishing")
class PlanController {
  private final Planning planning;
  private final PlannedChanges changes;
  private final Clock clock;

  PlanController(Planning planning, PlannedChanges changes, Clock clock) {
    this.planning = planning;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Something that is to happen, or could not.
   *
   * @param at when
   * @param zone in which that was said
   * @param revision of the draft that is published, as it was then; absent for an end
   * @param by who planned it
   * @param note why; or empty
   * @param failed whether its time came and it could not be done
   * @param reason why not; or empty
   */
  record PlanLine(
      long number,
      PlannedChanges.Action action,
      Instant at,
      String zone,
      @Nullable Long revision,
      String by,
      String note,
      boolean failed,
      String reason) {
    static PlanLine of(PlannedChange change) {
      return new PlanLine(
          change.id(),
          change.action(),
          change.time().at(),
          change.time().zone().getId(),
          change.action() == PlannedChanges.Action.PUBLISH ? change.revision() : null,
          change.by(),
          change.note(),
          change.state() == PlannedChanges.State.FAILED,
          change.reason());
    }
  }

  /**
   * What is to happen.
   *
   * @param at as a clock on the wall shows it: {@code 2026-12-24T09:00}
   * @param zone of that clock, such as {@code Europe/Berlin}
   * @param revision of the draft that the caller has seen, where it is to be published
   * @param note why, for colleagues; stands at the version and in the audit
   */
  record WantedPlan(
      @NotNull PlannedChanges.Action action,
      @NotBlank @Size(max = 40) String at,
      @NotBlank @Size(max = 60) String zone,
      @Nullable @Min(0) Long revision,
      @Nullable @Size(max = 500) String note) {}

  @GetMapping
  @Operation(
      operationId = "plan",
      summary = "What is to happen to a campaign and what could not, the earliest first")
  List<PlanLine> all(@PathVariable String id) {
    return changes.of(id).stream().map(PlanLine::of).toList();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "planChange",
      summary =
          "Publish the draft or end the campaign at a time; 422 with the places of the draft's"
              + " mistakes, 409 if something of the kind is planned already")
  void add(@PathVariable String id, @Valid @RequestBody WantedPlan wanted, Authentication caller) {
    WallTime time = WallTime.of(wanted.at(), wanted.zone(), clock.instant());
    String by = Caller.of(caller).name();
    String note = wanted.note() == null ? "" : wanted.note().strip();
    if (wanted.action() == PlannedChanges.Action.END) {
      planning.end(id, time, by, note);
    } else if (wanted.revision() == null) {
      throw ApiException.badRequest("'revision' names the draft that is to be published");
    } else {
      planning.publish(id, wanted.revision(), time, by, note);
    }
  }

  @DeleteMapping("/{number}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "cancelPlan",
      summary = "It will not happen; one that failed is not shown any more")
  void cancel(@PathVariable String id, @PathVariable long number, Authentication caller) {
    planning.cancel(id, number, Caller.of(caller).name());
  }

  @PostMapping("/{number}/restore")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "restorePlan",
      summary =
          "It will happen after all, as it was planned; 409 if its time has passed or something of"
              + " the kind is planned by now")
  void restore(@PathVariable String id, @PathVariable long number, Authentication caller) {
    planning.restore(id, number, Caller.of(caller).name());
  }
}
