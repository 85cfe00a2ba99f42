package dev.nudge.console.trial;

import dev.nudge.console.live.EvenSpans;
import dev.nudge.console.live.TriggerRecord;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a trial so far.
 *
 * @param state {@code waiting}, {@code running}, {@code done}, {@code cancelled} or {@code failed}
 * @param failure why it failed, or empty
 * @param events how many were taken
 * @param unusable how many could not be read
 * @param truncated whether there were more than are tried
 * @param users how many had an event
 * @param firedUsers for how many of them it fired
 * @param fired how often it fired
 * @param triggers the newest 500, newest first, as they would be in their topic
 * @param spanMillis how long each span is
 * @param spans from the first event to the last, without a gap
 * @param versus what another document would have done over the same events; null where there is
 *     none to compare with
 * @param beside how many live campaigns and policies ran as well: where a policy rules, all of them
 * @param withheld how often an offer did not go out, and why, what was most frequent first
 * @param campaigns of a policy: the offers of each campaign; otherwise those of the one tried
 * @param progress from 0 to 1
 */
record TrialResult(
    @Schema(allowableValues = {"waiting", "running", "done", "cancelled", "failed"}) String state,
    String failure,
    long events,
    long unusable,
    boolean truncated,
    long users,
    long firedUsers,
    long fired,
    @ArraySchema(schema = @Schema(implementation = TriggerRecord.class)) List<JsonNode> triggers,
    long spanMillis,
    List<TrialSpan> spans,
    @Nullable TrialVersus versus,
    int beside,
    List<TrialWithheld> withheld,
    List<TrialOffers> campaigns,
    double progress) {
  /**
   * How often it fired in a span of time.
   *
   * @param time its beginning, in milliseconds since 1970-01-01T00:00Z
   * @param fired what is tried
   * @param versus what it is compared with; 0 where there is nothing
   */
  record TrialSpan(long time, long fired, long versus) {}

  /**
   * What it is compared with.
   *
   * @param firedUsers for how many people it fired
   * @param fired how often
   * @param sharedUsers for how many of these people what is tried fired as well
   */
  record TrialVersus(long firedUsers, long fired, long sharedUsers) {}

  /** So many offers were withheld for a reason, such as {@code quiet hours}. */
  record TrialWithheld(String reason, long count) {}

  /**
   * Offers of a campaign.
   *
   * @param fired that went out
   * @param withheld that did not
   */
  record TrialOffers(String campaign, long fired, long withheld) {}

  static TrialResult of(Trial trial, JsonMapper json) {
    TrialRun run = trial.tried();
    TrialRun.Numbers numbers = run.numbers();
    Optional<TrialRun> versus = trial.versus();
    long end = end(run, versus, numbers);
    long span = EvenSpans.millis(Duration.ofMillis(end - numbers.first().orElse(0)));
    return new TrialResult(
        trial.state().text(),
        trial.failure(),
        numbers.events(),
        numbers.unusable(),
        numbers.truncated() || versus.map(other -> other.numbers().truncated()).orElse(false),
        numbers.users(),
        run.ofFired(FiredTriggers::people),
        run.ofFired(FiredTriggers::count),
        run.ofFired(FiredTriggers::newestFirst).stream().map(json::readTree).toList(),
        span,
        spans(run, versus, numbers, span, end),
        versus.map(other -> versus(run, other)).orElse(null),
        numbers.beside(),
        numbers.withheld().entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> new TrialWithheld(entry.getKey(), entry.getValue()))
            .toList(),
        numbers.campaigns().stream()
            .map(one -> new TrialOffers(one.campaign(), one.fired(), one.withheld()))
            .toList(),
        trial.progress());
  }

  private static TrialVersus versus(TrialRun run, TrialRun other) {
    return new TrialVersus(
        other.ofFired(FiredTriggers::people),
        other.ofFired(FiredTriggers::count),
        run.ofFired(mine -> other.ofFired(mine::shared)));
  }

  /** When the last event was, or the last offer, which may come after it. */
  private static long end(TrialRun run, Optional<TrialRun> versus, TrialRun.Numbers numbers) {
    long end = Math.max(numbers.last().orElse(0), lastFired(run));
    return Math.max(end, versus.map(TrialResult::lastFired).orElse(0L));
  }

  private static long lastFired(TrialRun run) {
    return run.ofFired(FiredTriggers::last);
  }

  private static List<TrialSpan> spans(
      TrialRun run, Optional<TrialRun> versus, TrialRun.Numbers numbers, long span, long end) {
    if (numbers.first().isEmpty()) {
      return List.of();
    }
    Map<Long, Long> fired = run.ofFired(all -> all.per(span));
    Map<Long, Long> other =
        versus.<Map<Long, Long>>map(one -> one.ofFired(all -> all.per(span))).orElse(Map.of());
    List<TrialSpan> spans = new ArrayList<>();
    for (long time = Math.floorDiv(numbers.first().getAsLong(), span) * span;
        time <= end;
        time += span) {
      spans.add(new TrialSpan(time, fired.getOrDefault(time, 0L), other.getOrDefault(time, 0L)));
    }
    return spans;
  }
}
