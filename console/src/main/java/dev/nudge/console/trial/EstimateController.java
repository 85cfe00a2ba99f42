package dev.nudge.console.trial;

import dev.nudge.console.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.PreDestroy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/estimates")
@Tag(name = "trials")
class EstimateController {
  private final Trials trials = new Trials("nudge-estimate");
  private final TrialHistory history;
  private final LiveDocuments live;

  EstimateController(TrialHistory history, LiveDocuments live) {
    this.history = history;
    this.live = live;
  }

  /** A campaign's document. */
  record EstimatedText(@NotNull @Size(max = 1_000_000) String text) {}

  /** What an estimate is called. */
  record StartedEstimate(String id) {}

  /**
   * For how many people it would have fired.
   *
   * @param state {@code waiting}, {@code running}, {@code done}, {@code cancelled} or {@code
   *     failed}
   * @param failure why it failed, or empty
   * @param peoplePerDay for how many people on a day of 24 hours, on average over the history; of a
   *     history of less than a day, for how many in it
   * @param atLeast whether it may well have been more: the history is shorter than a day, or not
   *     all of it was looked at
   * @param complete whether all of the history was looked at
   * @param hours how long the history is
   * @param events how many it has
   * @param users how many people had an event in it
   */
  record EstimateResult(
      @Schema(allowableValues = {"waiting", "running", "done", "cancelled", "failed"}) String state,
      String failure,
      double peoplePerDay,
      boolean atLeast,
      boolean complete,
      double hours,
      long events,
      long users) {}

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "startEstimate",
      summary = "Count for how many people a day a draft would have fired",
      description =
          "Over the last seven days, or the last day, six hours or hour where these have more than"
              + " 50,000 events.")
  StartedEstimate start(@Valid @RequestBody EstimatedText wanted) {
    TrialCampaign campaign = TrialCampaign.read("the campaign", wanted.text(), live::beside);
    return new StartedEstimate(trials.start(history.estimate(campaign)));
  }

  @GetMapping("/{id}")
  @Operation(operationId = "estimate", summary = "What an estimate has counted so far")
  EstimateResult result(@PathVariable String id) {
    Trial estimate = find(id);
    TrialRun run = estimate.tried();
    TrialRun.Numbers outcome = run.numbers();
    long until = run.over().until();
    long from = run.over().published().toEpochMilli();
    boolean complete = run.over().source().isComplete() && !outcome.truncated();
    Duration history = Duration.ofMillis(until - Math.max(from, outcome.first().orElse(until)));
    boolean isDay = history.compareTo(Duration.ofDays(1)) >= 0;
    double days = (double) history.toMillis() / Duration.ofDays(1).toMillis();
    return new EstimateResult(
        estimate.state().text(),
        estimate.failure(),
        isDay
            ? (double) run.ofFired(FiredTriggers::personDays) / days
            : run.ofFired(FiredTriggers::people),
        !isDay || !complete,
        complete,
        (double) history.toMillis() / Duration.ofHours(1).toMillis(),
        outcome.events(),
        outcome.users());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "cancelEstimate", summary = "Stop an estimate that nobody waits for")
  void cancel(@PathVariable String id) {
    find(id).cancel();
  }

  private Trial find(String id) {
    return trials
        .find(id)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "there is no estimate '" + id + "' any more: start it again"));
  }

  @PreDestroy
  void close() {
    trials.close();
  }
}
