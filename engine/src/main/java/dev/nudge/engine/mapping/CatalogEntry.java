package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Properties;

/**
 * One thing of a catalogue.
 *
 * @param key by which events name it
 * @param properties what is added to such an event
 */
public record CatalogEntry(String key, Properties properties) {}
