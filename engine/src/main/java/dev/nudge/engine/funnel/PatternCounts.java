package dev.nudge.engine.funnel;

import java.util.List;

/**
 * Counts the runs of one pattern, by the indexes of its steps. Each call costs an addition or two
 * and makes nothing.
 */
public final class PatternCounts {
  private final CampaignFunnel campaign;
  private final List<String> names;
  private final StepCounts[] steps;
  private final long[] waiting;

  PatternCounts(CampaignFunnel campaign, List<String> names) {
    this.campaign = campaign;
    this.names = List.copyOf(names);
    this.steps = names.stream().map(campaign::step).toArray(StepCounts[]::new);
    this.waiting = new long[steps.length];
  }

  /** A run took its first event. */
  public void started(int step) {
    campaign.change();
    steps[step].enter();
  }

  /** A run took another event. Once more in a step that repeats is no way into it. */
  public void advanced(int from, int to) {
    if (from != to) {
      campaign.change();
      steps[from].advance();
      steps[to].enter();
    }
  }

  /** A run completed in a step. */
  public void completed(int step) {
    campaign.change();
    steps[step].advance();
  }

  /** A step that must not happen did. */
  public void cancelled(int step) {
    campaign.change();
    steps[step].cancel();
  }

  /** The time of a run in this step ran out. */
  public void expired(int step) {
    campaign.change();
    steps[step].expire();
  }

  /** A match consumed a run in this step. */
  public void skipped(int step) {
    campaign.change();
    steps[step].skip();
  }

  /** There were too many runs, and one in this step went. */
  public void dropped(int step) {
    campaign.change();
    steps[step].drop();
  }

  /**
   * A user has runs in other steps than before.
   *
   * @param before the steps, as bits by index
   * @param now the same
   */
  public void waiting(long before, long now) {
    for (long differ = now ^ before; differ != 0; differ &= differ - 1) {
      int step = Long.numberOfTrailingZeros(differ);
      waiting[step] += (now & 1L << step) != 0 ? 1 : -1;
      campaign.change();
    }
  }

  List<String> names() {
    return names;
  }

  long[] waiting() {
    return waiting;
  }
}
