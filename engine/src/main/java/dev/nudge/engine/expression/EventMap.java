package dev.nudge.engine.expression;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Weight;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as the map that expressions see: {@code id}, {@code user}, {@code type}, {@code time}
 * and the properties. A view; nothing is copied.
 */
final class EventMap extends AbstractMap<String, Object> implements Weight.Lent {
  private static final String[] FIELDS = {"id", "user", "type", "time"};

  private final Event event;

  EventMap(Event event) {
    this.event = event;
  }

  /** The event that this is a view of. */
  Event event() {
    return event;
  }

  /** Whether all events have this member. */
  static boolean isField(String name) {
    return switch (name) {
      case "id", "user", "type", "time" -> true;
      default -> false;
    };
  }

  /** A member, or null. */
  static @Nullable Object member(Event event, String name) {
    return switch (name) {
      case "id" -> event.id();
      case "user" -> event.user();
      case "type" -> event.type();
      case "time" -> Instant.ofEpochMilli(event.time());
      default -> event.properties().get(name);
    };
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return key instanceof String name ? member(event, name) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public int size() {
    return FIELDS.length + event.properties().size();
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, Object>> {
    @Override
    public int size() {
      return EventMap.this.size();
    }

    @Override
    public Iterator<Map.Entry<String, Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < size();
        }

        @Override
        public Map.Entry<String, Object> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          int i = next++;
          if (i < FIELDS.length) {
            Object value = member(event, FIELDS[i]);
            if (value == null) {
              throw new NoSuchElementException();
            }
            return Map.entry(FIELDS[i], value);
          }
          Properties properties = event.properties();
          int slot = i - FIELDS.length;
          return Map.entry(properties.shape().name(slot), properties.get(slot));
        }
      };
    }
  }
}
