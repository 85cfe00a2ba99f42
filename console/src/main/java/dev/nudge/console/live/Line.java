package dev.nudge.console.live;

import dev.nudge.console.live.Positions.Place;

/**
 * A trigger or a transition, as it is in its topic.
 *
 * @param place where it is
 * @param offset its offset there
 * @param arrived when Kafka was given it, in milliseconds since 1970-01-01T00:00Z
 * @param json one line of JSON
 */
@SuppressWarnings("ArrayRecordComponent") // lines are not compared, and there are many
record Line(
    Kind kind, Place place, long offset, long arrived, String campaign, String user, byte[] json) {}
