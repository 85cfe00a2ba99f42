package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;

/** Runs campaigns over events. One detector serves one thread and any number of users. */
public final class Detector {
  /** Detects these campaigns, rejecting events more than a day older than their user's clock. */
  public Detector(CampaignSet campaigns) {
    throw new UnsupportedOperationException();
  }

  /** Takes an event of the state's user: fires the deadlines up to its time first. */
  public void onEvent(Event event, UserState state, Output output) {
    throw new UnsupportedOperationException();
  }

  /** Moves the user's clock to a time, firing the deadlines up to it, in order. */
  public void onTime(long time, UserState state, Output output) {
    throw new UnsupportedOperationException();
  }

  /** Merges a profile update into the user's profile. */
  public void onProfile(Properties update, UserState state) {
    throw new UnsupportedOperationException();
  }

  /** How often conditions failed, by campaign and reason, since this detector was made. */
  public java.util.Map<String, java.util.Map<String, Long>> conditionErrors() {
    throw new UnsupportedOperationException();
  }
}
