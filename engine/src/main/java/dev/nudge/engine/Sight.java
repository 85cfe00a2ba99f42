package dev.nudge.engine;

/**
 * How far back a measure of a campaign sees that asks for what was before the campaign's
 * publication.
 *
 * @param measure its name
 * @param asks its window, for people
 * @param from the earliest time it can have seen, in milliseconds
 * @param whole whether that is all that it asks for
 */
public record Sight(String measure, String asks, long from, boolean whole) {}
