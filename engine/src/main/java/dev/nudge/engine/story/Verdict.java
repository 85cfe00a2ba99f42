package dev.nudge.engine.story;

import java.util.List;

/**
 * What a campaign came to for the user.
 *
 * @param fired when, in milliseconds since 1970-01-01T00:00Z
 * @param reason why it did not fire, for people; empty where it did
 */
record Verdict(String campaign, List<Long> fired, String reason) {}
