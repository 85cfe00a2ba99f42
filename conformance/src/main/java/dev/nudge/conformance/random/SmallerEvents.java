package dev.nudge.conformance.random;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways in which events can be made simpler by one step. */
final class SmallerEvents {
  private SmallerEvents() {}

  static List<List<Event>> of(List<Event> events) {
    List<List<Event>> smaller = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      List<Event> fewer = new ArrayList<>(events);
      fewer.remove(i);
      smaller.add(fewer);
    }
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (!event.user().equals("u1")) {
        smaller.add(
            with(
                events,
                i,
                new Event(event.id(), "u1", event.type(), event.time(), event.properties())));
      }
      for (String name : List.of("v", "k")) {
        if (event.properties().get(name) != null) {
          smaller.add(with(events, i, without(event, name)));
        }
      }
      long gap = i == 0 ? 0 : event.time() - events.get(i - 1).time();
      for (long less : new long[] {0, 1, 1000}) {
        if (gap > less) {
          smaller.add(sooner(events, i, gap - less));
        }
      }
    }
    smaller.add(numbered(events));
    return smaller;
  }

  private static List<Event> with(List<Event> events, int at, Event other) {
    List<Event> changed = new ArrayList<>(events);
    changed.set(at, other);
    return changed;
  }

  private static Event without(Event event, String name) {
    Map<String, Object> properties = new LinkedHashMap<>(event.properties().toMap());
    properties.remove(name);
    return new Event(
        event.id(), event.user(), event.type(), event.time(), Properties.of(properties));
  }

  /** This event and those after it come so much sooner. */
  private static List<Event> sooner(List<Event> events, int from, long by) {
    List<Event> changed = new ArrayList<>(events);
    for (int i = from; i < events.size(); i++) {
      Event event = events.get(i);
      changed.set(
          i,
          new Event(event.id(), event.user(), event.type(), event.time() - by, event.properties()));
    }
    return changed;
  }

  private static List<Event> numbered(List<Event> events) {
    List<Event> changed = new ArrayList<>();
    for (Event event : events) {
      changed.add(
          new Event(
              "e" + changed.size(), event.user(), event.type(), event.time(), event.properties()));
    }
    return changed;
  }
}
