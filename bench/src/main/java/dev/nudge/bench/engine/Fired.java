package dev.nudge.bench.engine;

import dev.nudge.app.terminal.Failure;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what fires, by campaign. */
final class Fired implements Output {
  private final Map<String, long[]> counts = new HashMap<>();
  private long all;

  @Override
  public void trigger(Trigger trigger) {
    counts.computeIfAbsent(trigger.campaign(), campaign -> new long[1])[0]++;
    all++;
  }

  @Override
  public void transition(Transition transition) {
    // not wanted
  }

  @Override
  public void rejected(Event event, String reason) {
    throw Failure.system("the generated event " + event.id() + " was rejected: " + reason);
  }

  @Override
  public void repeated(Event event) {
    throw Failure.system("the generated event " + event.id() + " was taken for a repeat");
  }

  @Override
  public boolean wantsTransitions() {
    return false;
  }

  /** How many fired. */
  long all() {
    return all;
  }

  /** How often each campaign fired that did. */
  Map<String, Long> byCampaign() {
    Map<String, Long> fired = new TreeMap<>();
    counts.forEach((campaign, count) -> fired.put(campaign, count[0]));
    return fired;
  }
}
