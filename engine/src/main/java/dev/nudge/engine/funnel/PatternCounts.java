package dev.nudge.engine.funnel;

import dev.nudge.engine.funnel.StepCounts.Left;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * Counts the runs of one pattern, and the people who have them, by the indexes of its steps. Each
 * call costs an addition or two and makes nothing. Moves are told of one user at a time, and then
 * in which steps there are runs.
 */
public final class PatternCounts {
  private static final Left[] WAYS = Left.values();

  private final CampaignFunnel campaign;
  private final List<String> names;
  private final StepCounts[] steps;
  private final long[] waiting;

  /** The steps to which runs of the user at hand came, as bits by index. */
  private long entered;

  /** The steps that they left in any way, and in each. */
  private long moved;

  private final long[] left = new long[WAYS.length];

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
    entered |= 1L << step;
  }

  /** A run took another event. Once more in a step that repeats is no way into it. */
  public void advanced(int from, int to) {
    if (from != to) {
      campaign.change();
      steps[from].advance();
      steps[to].enter();
      entered |= 1L << to;
      left(Left.WENT_ON, from);
    }
  }

  /** A run completed in a step. */
  public void completed(int step) {
    campaign.change();
    steps[step].advance();
    left(Left.WENT_ON, step);
  }

  /** A step that must not happen did. */
  public void cancelled(int step) {
    campaign.change();
    steps[step].cancel();
    left(Left.STOPPED, step);
  }

  /** The time of a run in this step ran out. */
  public void expired(int step) {
    campaign.change();
    steps[step].expire();
    left(Left.RAN_OUT, step);
  }

  /** A match consumed a run in this step. */
  public void skipped(int step) {
    campaign.change();
    steps[step].skip();
    left(Left.USED_UP, step);
  }

  /** There were too many runs, and one in this step went. */
  public void dropped(int step) {
    campaign.change();
    steps[step].drop();
    left(Left.CROWDED_OUT, step);
  }

  private void left(Left way, int step) {
    left[way.place] |= 1L << step;
    moved |= 1L << step;
  }

  /**
   * The steps to which a run came, or which one left, since somebody last said in which steps its
   * user has runs, as bits by index.
   */
  public long touched() {
    return entered | moved;
  }

  /**
   * A user has runs in other steps than before, or had some that went at once.
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
    for (long came = (now | entered) & ~before; came != 0; came &= came - 1) {
      steps[Long.numberOfTrailingZeros(came)].come(1);
    }
    for (long gone = (before | entered) & ~now; gone != 0; gone &= gone - 1) {
      int step = Long.numberOfTrailingZeros(gone);
      steps[step].leave(way(step), 1);
    }
    entered = 0;
    moved = 0;
    Arrays.fill(left, 0);
  }

  private Left way(int step) {
    for (Left way : WAYS) {
      if ((left[way.place] & 1L << step) != 0) {
        return way;
      }
    }
    return Left.LET_GO;
  }

  /** How many users wait in each step. */
  void eachWaiting(ObjLongConsumer<String> into) {
    for (int step = 0; step < waiting.length; step++) {
      into.accept(names.get(step), waiting[step]);
    }
  }

  List<String> names() {
    return names;
  }

  long[] waiting() {
    return waiting;
  }
}
