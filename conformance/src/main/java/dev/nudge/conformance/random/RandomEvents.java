package dev.nudge.conformance.random;

import dev.nudge.conformance.pattern.Pattern;
import dev.nudge.conformance.pattern.Step;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events that a pattern may care for: mostly of the types it asks for, mostly in its order, and at
 * times that lie on the edges of its windows, or a millisecond beside.
 */
final class RandomEvents {
  static final long START = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
  private static final int MOST = 14;

  private final Dice dice;
  private final Pattern pattern;
  private final List<Long> windows = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private int cursor;
  private long time = START;

  RandomEvents(Dice dice, Pattern pattern) {
    this.dice = dice;
    this.pattern = pattern;
    pattern.within().ifPresent(within -> windows.add(within.toMillis()));
    for (Step step : pattern.steps()) {
      step.within().ifPresent(within -> windows.add(within.toMillis()));
      step.after().ifPresent(after -> windows.add(after.toMillis()));
    }
  }

  List<Event> make() {
    int users = dice.oneOf(1, 1, 1, 1, 2, 3);
    int count = dice.percent(8) ? dice.between(0, 3) : dice.between(4, MOST);
    for (int i = 0; i < count; i++) {
      time = nextTime();
      events.add(
          new Event(
              "e" + i, "u" + dice.between(1, users), type(), time, Properties.of(properties())));
    }
    return events;
  }

  private long nextTime() {
    int chance = dice.between(0, 99);
    if (chance < 35 || events.isEmpty()) {
      return time;
    }
    if (chance < 50) {
      return time + 1;
    }
    if (chance < 80 || windows.isEmpty()) {
      return time + dice.oneOf(0, 1, 1, 1, 2, 3) * 1000L;
    }
    long edge = dice.oneOf(events).time() + dice.oneOf(windows) + dice.between(-1, 1);
    return Math.max(time, edge);
  }

  private String type() {
    List<Step> steps = pattern.steps();
    if (dice.percent(80)) {
      Step step = steps.get(cursor % steps.size());
      if (dice.percent(step.repeat().isLoop() ? 45 : 85)) {
        cursor++;
      }
      if (!step.types().isEmpty() && (!step.absent() || dice.percent(20))) {
        return dice.oneOf(step.types());
      }
    }
    return dice.oneOf("a", "b", "c", "d");
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    if (!dice.percent(pattern.correlated() ? 12 : 50)) {
      properties.put("k", (long) dice.between(0, 1));
    }
    if (!dice.percent(10)) {
      properties.put("v", (long) dice.between(0, 2));
    }
    return properties;
  }
}
