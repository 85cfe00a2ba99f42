package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Properties;
import java.util.OptionalLong;

/**
 * What became known of a user.
 *
 * @param user whose profile it is
 * @param time since when, in milliseconds since 1970-01-01T00:00Z; absent: since ever
 * @param properties to be merged into the profile; {@code Null.NULL} removes
 */
public record ProfileUpdate(String user, OptionalLong time, Properties properties) {}
