package dev.nudge.app.simulate;

/**
 * Somebody got an offer, or was held out where they would have got it.
 *
 * @param user who
 * @param arm the variant, or that of people who are held out
 * @param time when the offer went out, or would have, in milliseconds since 1970-01-01T00:00Z
 */
record Offered(String user, String arm, long time) {}
