package dev.nudge.engine.mapping;

/**
 * A property that a mapping names.
 *
 * @param name what the property is called
 * @param source where its value comes from
 * @param type what the value becomes
 */
record Field(String name, Source source, Type type) {}
