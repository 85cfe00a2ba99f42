package dev.nudge.engine.firing;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a person's offers: which went out, as far as caps count them, which wait to
 * be judged, and of which the goal is watched. Times are milliseconds. Mutable, for one thread.
 */
public final class FiringState {
  /** So many candidates of one person wait at most. */
  static final int MOST_WAITING = 100;

  /** Of so many offers of one person the goal is watched at most. */
  static final int MOST_WATCHED = 100;

  final String user;

  OfferTimes given = new OfferTimes();

  /** As they came. */
  final List<Waiting> waiting = new ArrayList<>(1);

  /** As they went out. */
  final List<GoalWatch> watched = new ArrayList<>(1);

  /** Candidates that come before it compete, and are judged then. */
  long windowEnd = Long.MIN_VALUE;

  /** Nothing is remembered of this user. */
  public FiringState(String user) {
    this.user = user;
  }

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return given.isEmpty() && waiting.isEmpty() && watched.isEmpty();
  }

  /** Whether events may be what was hoped for. */
  public boolean awaitsGoals() {
    return !watched.isEmpty();
  }

  /** When something is to be judged or is watched no more; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    long next = Long.MAX_VALUE;
    for (Waiting each : waiting) {
      next = Math.min(next, each.until());
    }
    for (GoalWatch each : watched) {
      next = Math.min(next, each.until());
    }
    return next;
  }

  /** Forgets what caps count no more. */
  public void forget(long now) {
    given.forget(now);
  }

  /** When {@link #forget} would find something; {@link Long#MAX_VALUE} for never. */
  public long forgetAt() {
    return given.forgetAt();
  }

  /** Writes all of it. */
  public void write(StateWriter out) {
    given.write(out);
    out.zigzag(windowEnd);
    out.varint(waiting.size());
    waiting.forEach(each -> each.write(out));
    out.varint(watched.size());
    watched.forEach(each -> each.write(out));
  }

  /**
   * Reads what {@link #write} wrote of a user.
   *
   * @param costs whether the form is one in which triggers have costs
   */
  public static FiringState read(StateReader in, String user, boolean costs) {
    FiringState state = new FiringState(user);
    state.given = OfferTimes.read(in);
    state.windowEnd = in.zigzag();
    for (int left = in.count(); left > 0; left--) {
      state.waiting.add(Waiting.read(in, user, costs));
    }
    for (int left = in.count(); left > 0; left--) {
      state.watched.add(GoalWatch.read(in));
    }
    return state;
  }
}
