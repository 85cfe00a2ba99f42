package dev.nudge.settings;

/**
 * A flag of a command that sets something.
 *
 * @param name as the user writes it: {@code --set}, {@code --bootstrap}
 * @param path what it sets, such as {@code kafka.bootstrap}
 * @param value what it says, as in an environment variable
 */
public record Flag(String name, String path, String value) {}
