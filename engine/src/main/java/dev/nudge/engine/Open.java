package dev.nudge.engine;

import dev.nudge.engine.pattern.Standing;

/**
 * A run that is under way.
 *
 * @param campaign the campaign's id
 * @param run where it stands
 */
public record Open(String campaign, Standing run) {}
