package dev.nudge.app.backtest;

import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import java.util.HashMap;
import java.util.Map;

/** Which triggers went out, by id and campaign; for any number of threads. */
final class TriggersBefore implements Output {
  private static final int DIGITS = 16;
  private static final int RADIX = 16;

  private final Map<Long, String> campaigns = new HashMap<>();

  /** Half of an id, which no two of a million million share but by one chance in a million. */
  static long key(Trigger trigger) {
    return Long.parseUnsignedLong(trigger.id().substring(0, DIGITS), RADIX);
  }

  /** The campaigns of the triggers, by their keys. */
  Map<Long, String> campaigns() {
    return campaigns;
  }

  @Override
  public synchronized void trigger(Trigger trigger) {
    campaigns.put(key(trigger), trigger.campaign().intern());
  }

  @Override
  public void transition(Transition transition) {}

  @Override
  public void rejected(Event event, String reason) {}
}
