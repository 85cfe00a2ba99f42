package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Properties;

/**
 * One thing of a catalogue.
 *
 * @param key by which events name it
 * @param properties what is added to such an event
 * @param removed whether it is no more
 */
public record CatalogEntry(String key, Properties properties, boolean removed) {
  /** One that is there. */
  public CatalogEntry(String key, Properties properties) {
    this(key, properties, false);
  }
}
