package dev.nudge.engine;

import dev.nudge.engine.firing.FiringState;
import dev.nudge.engine.measure.MeasurePlan;
import java.time.Duration;

/**
 * Forgets of a user what can change nothing any more: measures whose window has passed, kept events
 * and repeats that are too old to matter, and what was kept for campaigns that have ended. What
 * fires, and what is counted, is what would be without it.
 *
 * <p>As events go by, a {@link Detector} does it by itself. A user who does not come back needs
 * somebody who knows how late it is: {@link #next} says when to ask, {@link #past} forgets. All
 * times are milliseconds. Of the detector's thread.
 */
public final class Forgetting {
  /**
   * As events go by, a user's measures are looked through at most so often, by the user's clock.
   */
  private static final long EVERY = Duration.ofMinutes(1).toMillis();

  private final CampaignSet campaigns;
  private final long lateness;
  private final long history;
  private final boolean whereAsked;
  private boolean off;

  /**
   * Forgets for these campaigns.
   *
   * @param lateness how old an event may be that still comes
   * @param retention for how long events are kept
   */
  Forgetting(CampaignSet campaigns, long lateness, Retention retention) {
    this.campaigns = campaigns;
    this.lateness = lateness;
    this.history = retention.length().toMillis();
    this.whereAsked = retention.whereAsked();
  }

  /** Nothing is forgotten as events go by from now on: for tests that compare the two. */
  void off() {
    off = true;
  }

  /**
   * Before an event at a time: whoever was quiet for longer than an event may be late has none that
   * could come again.
   */
  void arriving(UserState state, long time) {
    if (minus(time, lateness) > state.clock) {
      state.recent.clear();
    }
  }

  /**
   * Before an event or a deadline at a time: whoever was quiet for longer than events are kept, or
   * while no campaign asked for them, has none.
   */
  void returning(UserState state, long time) {
    if (history > 0 && !state.history.isEmpty() && historyIsOver(state.clock, time)) {
      state.history.clear();
    }
  }

  private boolean historyIsOver(long clock, long time) {
    return minus(time, history) > clock
        || (whereAsked && campaigns.lookBacks().since(time) > clock);
  }

  /** From when on it is, unless another campaign looks back by then. */
  private long historyEnds(long clock) {
    long end = plus(plus(clock, history), 1);
    return whereAsked
        ? Math.min(end, Math.max(campaigns.lookBacks().until(clock), plus(clock, 1)))
        : end;
  }

  /** After an event. A comparison, mostly. */
  void passing(UserState state) {
    if (state.clock >= state.forgetAt && !off) {
      forgetMeasures(state, state.clock);
    }
    if (state.firing != null && !off) {
      forgetOffers(state, state.clock);
    }
  }

  private static void forgetOffers(UserState state, long now) {
    FiringState offers = state.firing;
    if (offers != null && now >= offers.forgetAt()) {
      offers.forget(now);
    }
    if (offers != null && offers.isEmpty()) {
      state.firing = null;
    }
  }

  /**
   * Forgets what nothing can ask for any more of a user for whom it has become so late. The
   * deadlines up to that time must have fired. An event that is older than that by more than the
   * lateness, should it come after all, may find less than there was.
   *
   * @param time it is so late, by the clock that the user's events tell
   * @return whether nothing is left of the user: the state is as good as a new one
   */
  public boolean past(long time, UserState state) {
    long earliest = minus(time, lateness);
    boolean quiet = earliest > state.clock;
    if (quiet && historyIsOver(state.clock, earliest)) {
      state.history.clear();
    }
    long now = Math.max(earliest, state.clock);
    if (now >= state.forgetAt) {
      forgetMeasures(state, now);
    }
    forgetOffers(state, now);
    if (quiet && state.isIdle()) {
      state.recent.clear();
    }
    return quiet && state.isEmpty();
  }

  /**
   * The earliest time at which {@link #past} is to be called for a user who does not come back;
   * {@link Long#MAX_VALUE} if it would find nothing then either. An event makes it later, never
   * earlier but for what is new.
   */
  public long next(UserState state) {
    long clock = state.clock;
    if (!state.history.isEmpty()) {
      return plus(historyEnds(clock), lateness);
    }
    if (clock >= state.forgetAt) {
      forgetMeasures(state, clock);
    }
    if (state.isIdle()) {
      boolean any = state.isEmpty() || !state.recent.isEmpty();
      return any ? plus(plus(clock, 1), lateness) : Long.MAX_VALUE;
    }
    long offers = state.firing == null ? Long.MAX_VALUE : state.firing.forgetAt();
    return plus(Math.min(state.forgetAt, offers), lateness);
  }

  /**
   * Forgets what is kept of a user for measures and patterns that no version in the set has any
   * more. Only for who knows that they do not come back: the state outlives a set otherwise.
   */
  public void ended(UserState state) {
    for (int i = state.measures.size() - 1; i >= 0; i--) {
      if (campaigns.measure(state.measures.keyAt(i)) == null) {
        state.measures.removeAt(i);
      }
    }
    for (int i = state.patterns.size() - 1; i >= 0; i--) {
      if (!campaigns.runs(state.patterns.keyAt(i))) {
        state.patterns.removeAt(i);
      }
    }
    state.tidy();
  }

  private void forgetMeasures(UserState state, long now) {
    if (!state.history.isEmpty()) {
      return; // what is forgotten would begin with it again
    }
    long next = Long.MAX_VALUE;
    for (int i = state.measures.size() - 1; i >= 0; i--) {
      MeasurePlan plan = campaigns.measure(state.measures.keyAt(i));
      if (plan != null) { // else a set to come may know it
        long from = state.measures.valueAt(i).emptyFrom(plan);
        if (from <= now) {
          state.measures.removeAt(i);
        } else {
          next = Math.min(next, from);
        }
      }
    }
    state.forgetAt = next == Long.MAX_VALUE ? next : Math.max(next, plus(now, EVERY));
  }

  private static long minus(long time, long length) {
    return time - length > time ? Long.MIN_VALUE : time - length;
  }

  private static long plus(long time, long length) {
    return time + length < time ? Long.MAX_VALUE : time + length;
  }
}
