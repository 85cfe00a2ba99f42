package dev.nudge.engine.expression;

import dev.nudge.engine.event.Event;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The events of a looping step as the list of maps that expressions see. A view. */
final class EventList extends AbstractList<Object> implements RandomAccess {
  private final List<Event> events;

  EventList(List<Event> events) {
    this.events = events;
  }

  @Override
  public Object get(int index) {
    return new EventMap(events.get(index));
  }

  @Override
  public int size() {
    return events.size();
  }
}
