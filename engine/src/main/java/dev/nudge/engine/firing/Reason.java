package dev.nudge.engine.firing;

import java.util.Locale;

/** Why a candidate did not go out. */
public enum Reason {
  /** The person wants nothing, by a policy. */
  UNSUBSCRIBED,
  /** It is quiet, and the offer does not wait. */
  QUIET_HOURS,
  /** The person has had the campaign as often as it may be had. */
  CAMPAIGN_CAP,
  /** The person has had as much of the campaign's group as may be had. */
  GROUP_CAP,
  /** The person has had as much of all campaigns as may be had. */
  TOTAL_CAP,
  /** The campaign has spent its budget, or cannot say what the offer costs. */
  BUDGET,
  /** Another candidate won. */
  OUTRANKED,
  /** The person is held out: the offer would have gone out. */
  HOLDOUT,
  /** The campaign runs in the shadow: the offer would have gone out. */
  SHADOW,
  /** The campaign ended, or was paused, while the offer waited. */
  ENDED,
  /** The person left the audience while the offer waited. */
  AUDIENCE,
  /** More offers wait for the person than may. */
  TOO_MANY;

  /** As people and JSON have it: {@code quiet hours}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
