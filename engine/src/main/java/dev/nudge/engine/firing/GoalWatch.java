package dev.nudge.engine.firing;

import dev.nudge.engine.Outcome;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/** A trigger, or one held out, whose goal is watched; mutable. */
final class GoalWatch {
  private final String trigger;
  private final String campaign;
  private final int version;
  private final String arm;
  private final long since;
  private final long until;
  private int goals;
  private double value;
  private long lastGoal;

  private GoalWatch(
      String trigger, String campaign, int version, String arm, long since, long until) {
    this.trigger = trigger;
    this.campaign = campaign;
    this.version = version;
    this.arm = arm;
    this.since = since;
    this.until = until;
  }

  /**
   * Begins at the trigger's time.
   *
   * @param arm of the experiment: as {@link Outcome#arm}
   */
  static GoalWatch of(Trigger trigger, String arm, long within) {
    return new GoalWatch(
        trigger.id(),
        trigger.campaign(),
        trigger.version(),
        arm,
        trigger.time(),
        trigger.time() + within);
  }

  String campaign() {
    return campaign;
  }

  int version() {
    return version;
  }

  long until() {
    return until;
  }

  /** Whether an event of a time counts. */
  boolean covers(long time) {
    return since <= time && time < until;
  }

  void reached(long time, double worth) {
    goals++;
    value += worth;
    lastGoal = Math.max(lastGoal, time);
  }

  /**
   * What came of it until now.
   *
   * @param last whether nothing more comes
   */
  Outcome outcome(String user, boolean last) {
    return new Outcome(
        trigger,
        campaign,
        version,
        user,
        arm,
        since,
        goals > 0 ? lastGoal : until,
        goals,
        value,
        last);
  }

  void write(StateWriter out) {
    out.string(trigger);
    out.string(campaign);
    out.varint(version);
    out.string(arm);
    out.zigzag(since);
    out.varint(until - since);
    out.varint(goals);
    if (goals > 0) {
      out.number(value);
      out.zigzag(lastGoal - since);
    }
  }

  static GoalWatch read(StateReader in) {
    String trigger = in.string();
    String campaign = in.string();
    int version = (int) in.varint();
    String arm = in.string();
    long since = in.zigzag();
    GoalWatch watched = new GoalWatch(trigger, campaign, version, arm, since, since + in.varint());
    watched.goals = (int) in.varint();
    if (watched.goals > 0) {
      watched.value = in.number();
      watched.lastGoal = since + in.zigzag();
    }
    return watched;
  }
}
