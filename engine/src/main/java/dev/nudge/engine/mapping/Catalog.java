package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Properties;
import java.util.HashMap;
import java.util.Map;

/**
 * Things by key, such as products: their properties are added to the events that name them. Costs a
 * map lookup an event; all of it is in memory.
 */
public final class Catalog {
  /** Nothing in it. */
  public static final Catalog EMPTY = new Catalog(Map.of());

  private final Map<String, Properties> entries;

  private Catalog(Map<String, Properties> entries) {
    this.entries = entries;
  }

  /** How many things. */
  public int size() {
    return entries.size();
  }

  /** The properties of a thing; none for an unknown key. */
  public Properties get(String key) {
    return entries.getOrDefault(key, Properties.EMPTY);
  }

  /** Collects a catalogue; of two entries with one key the last counts. */
  public static final class Builder {
    private final Map<String, Properties> entries = new HashMap<>();

    /** Adds a thing. */
    public Builder add(CatalogEntry entry) {
      entries.put(entry.key(), entry.properties());
      return this;
    }

    /** What was added so far. */
    public Catalog build() {
      return new Catalog(Map.copyOf(entries));
    }
  }
}
