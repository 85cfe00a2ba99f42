package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.PlainNumber;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Things by key, such as products: their properties are added to the events that name them. Costs a
 * map lookup an event; all of it is in memory. Once filled, it may be read by several threads.
 */
public final class Catalog {
  private final Map<String, Properties> entries = new HashMap<>();
  private final Properties.Builder enriched = new Properties.Builder(Shapes.shared());

  /** Adds a thing, in place of one with the same key, or forgets one that is removed. */
  public void put(CatalogEntry entry) {
    if (entry.removed()) {
      entries.remove(entry.key());
    } else {
      entries.put(entry.key(), entry.properties());
    }
  }

  /** Forgets a thing. */
  public void remove(String key) {
    entries.remove(key);
  }

  /** All things, in no order. */
  public Stream<CatalogEntry> things() {
    return entries.entrySet().stream()
        .map(thing -> new CatalogEntry(thing.getKey(), thing.getValue()));
  }

  /** What is known of a thing. */
  public Optional<Properties> thing(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** How many things. */
  public int size() {
    return entries.size();
  }

  /**
   * An event with the properties of the thing it names, where it has none of that name itself. For
   * one thread.
   *
   * @param property by which the event names it
   */
  public Event enrich(Event event, String property) {
    @Nullable Properties found = entries.isEmpty() ? null : find(event.properties().get(property));
    if (found == null) {
      return event;
    }
    add(found, enriched.putAll(event.properties()));
    return new Event(event.id(), event.user(), event.type(), event.time(), enriched.build());
  }

  /** Adds the properties of the thing that these name, where they have none of that name. */
  void addTo(Properties.Builder properties, String property) {
    @Nullable Properties found = find(properties.get(property));
    if (found != null) {
      add(found, properties);
    }
  }

  private @Nullable Properties find(@Nullable Object key) {
    if (key instanceof Number number) {
      return entries.get(PlainNumber.text(number));
    }
    return key instanceof String ? entries.get(key) : null;
  }

  private static void add(Properties found, Properties.Builder properties) {
    for (int i = 0; i < found.size(); i++) {
      String name = found.shape().name(i);
      if (properties.get(name) == null) {
        properties.put(name, found.get(i));
      }
    }
  }
}
