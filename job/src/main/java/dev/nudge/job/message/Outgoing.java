package dev.nudge.job.message;

/**
 * A record that goes out.
 *
 * @param topic where to
 * @param key a user or a campaign
 * @param value UTF-8, JSON
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Outgoing(String topic, String key, byte[] value) {}
