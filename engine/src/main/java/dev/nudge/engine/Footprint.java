package dev.nudge.engine;

import dev.nudge.engine.pattern.Bound;
import java.util.Optional;

/**
 * The most that is remembered of one user for a campaign.
 *
 * @param runs runs of its pattern
 * @param onlyCapped whether it is only the cap that limits them: of more, the oldest goes
 * @param events events that runs keep
 * @param bytes what measures and runs take in memory, the events themselves not counted
 * @param timers deadlines to be woken at: all runs of a user share one
 */
public record Footprint(int runs, boolean onlyCapped, long events, long bytes, int timers) {
  static Footprint of(CompiledCampaign campaign) {
    long measures =
        campaign.measures().stream().mapToLong(named -> named.plan().worstCaseBytes()).sum();
    return Optional.ofNullable(campaign.program())
        .map(program -> of(program.bound(), measures))
        .orElse(new Footprint(0, false, 0, measures, 0));
  }

  private static Footprint of(Bound bound, long measures) {
    return new Footprint(
        bound.runs(),
        bound.onlyCapped(),
        bound.events(),
        bound.bytes() + measures,
        bound.deadlines() ? 1 : 0);
  }

  /** In one sentence. */
  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "at most %,d runs%s, %,d bytes%s and %s a user",
        runs,
        onlyCapped ? " (only the cap)" : "",
        bytes,
        events == 0 ? "" : String.format(java.util.Locale.ROOT, " and %,d events", events),
        timers == 0 ? "no timer" : "1 timer");
  }
}
