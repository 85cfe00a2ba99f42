package dev.nudge.settings;

/**
 * One thing that is set.
 *
 * @param path such as {@code kafka.bootstrap}
 * @param value for people; a secret is not shown, and a reference not resolved
 * @param origin where it comes from
 */
public record Entry(String path, String value, Origin origin) {}
